"""Harmless changes of a sentence."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.variations import mistype, surround

OTHERS = ["How much is it?", "thank you", "唔該晒。"]


@given(seed=st.integers())
def test_a_slip_of_the_finger_touches_one_word_by_one_letter(seed: int) -> None:
    words, changed = ["my", "chest", "hurts"], mistype("my chest hurts", Random(seed)).split()

    different = [(old, new) for old, new in zip(words, changed, strict=True) if old != new]
    assert changed[0] == "my"
    assert len(different) <= 1
    assert all(abs(len(old) - len(new)) <= 1 for old, new in different)


@pytest.mark.parametrize("text", ["", "my leg", "胸口好痛", "été où là"])
def test_what_has_no_longer_word_stays_as_it_is(text: str) -> None:
    assert mistype(text, Random(1)) == text


@given(seed=st.integers())
def test_a_sentence_among_others_stays_whole_and_is_never_alone(seed: int) -> None:
    found = surround("my chest hurts", OTHERS, Random(seed))

    assert "my chest hurts." in found
    assert any(other in found for other in OTHERS)

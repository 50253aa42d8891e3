"""A message is read as a whole and in parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.windows import clauses, sentences, windows


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("I fell. My back hurts!", ["I fell.", "My back hurts!"]),
        ("我跌親。腰好痛！", ["我跌親。", "腰好痛！"]),
        ("one\ntwo", ["one", "two"]),
        ("only one", ["only one"]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_clauses_end_at_commas_and_at_turns() -> None:
    assert clauses("no fever, but I cannot pee") == ["no fever,", "but I cannot pee"]
    assert clauses("冇發燒，但係屙唔到尿") == ["冇發燒，", "但係屙唔到尿"]


def test_the_whole_comes_first_and_no_part_twice() -> None:
    found = windows("I fell. My back hurts. Can I come?")

    assert found[0] == "I fell. My back hurts. Can I come?"
    assert "My back hurts. Can I come?" in found
    assert len(found) == len(set(found))


@given(st.text(max_size=300))
def test_any_text_can_be_taken_apart(text: str) -> None:
    found = windows(text)

    assert found[0] == text.strip()
    assert len(found) <= 40

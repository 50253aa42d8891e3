"""References: how they are made, and read back from what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.booking.reference import ALPHABET, new_reference, read_reference

REFERENCES = st.builds(new_reference)


def test_no_two_signs_look_or_sound_alike_and_none_make_words() -> None:
    assert set(ALPHABET).isdisjoint("01OIL2Z"[1] + "5S"[1] + "8B"[1] + "6G"[1] + "AEUMQ")
    assert len(set(ALPHABET)) == len(ALPHABET) == 22


def test_references_are_short_and_differ() -> None:
    made = {new_reference() for _ in range(500)}

    assert len(made) > 490
    assert {len(reference) for reference in made} == {6}
    assert all(not reference.isdecimal() and not reference.isalpha() for reference in made)


@given(
    REFERENCES, st.sampled_from(["{}", " {}\n", "{}.", "My reference is {}!", "預約編號{}，多謝", "（{}）"])
)
def test_a_reference_is_read_back_from_a_sentence(reference: str, sentence: str) -> None:
    assert read_reference(sentence.format(reference)) == reference
    assert read_reference(sentence.format(reference.lower())) == reference
    assert read_reference(sentence.format(f"{reference[:3]}-{reference[3:]}")) == reference


@given(REFERENCES, st.sampled_from([" ", "-", ".", " - ", "　"]))
def test_a_spelled_out_reference_is_read_back(reference: str, between: str) -> None:
    assert read_reference(between.join(reference)) == reference


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("K7BCSZ", "K78C52"),  # B, S and Z stand for the digits that they look like
        ("ｋ７８ｃ５２", "K78C52"),  # the wide signs of Chinese keyboards
        ("k78 c52", "K78C52"),
    ],
)
def test_look_alikes_and_wide_signs_are_understood(typed: str, reference: str) -> None:
    assert read_reference(typed) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        "church",
        "K78C5",
        "K78C522",
        "234567",
        "91234567",
        "I want to change my appointment",
        "can i book 23 Nov at 3pm?",
        "tmr 3pm",
        "tomorrow at 3pm thx",
        "nxt 3rd pls",
        "ik wil op 7 mrt om 14u30 komen",
        "聽日下晝3點45分",
        "我想改到12月3日",
        "K0OI1L",
    ],
)
def test_no_reference_is_seen_where_there_is_none(text: str) -> None:
    assert read_reference(text) is None


@given(st.text())
def test_any_text_gives_a_reference_or_nothing(text: str) -> None:
    reference = read_reference(text)

    assert reference is None or set(reference) <= set(ALPHABET)

"""Long texts are cut where a reader would pause, and lose nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.whatsapp.length import length, shortened
from bot.gateway.whatsapp.splitting import split, split_off_end

TEXTS = st.text(st.sampled_from("ab 中文。！.?,，\n\n🙏é\u0301\u200d👩🏽🇭🇰") | st.characters(codec="utf-8"))
FAMILY = "👩🏽\u200d👩🏽\u200d👧🏽"


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(TEXTS, st.integers(4, 40))
def test_every_part_fits_and_nothing_but_white_space_is_lost(text: str, limit: int) -> None:
    parts = split(text, limit)

    assert letters("".join(parts)) == letters(text)
    assert all(0 < length(part) <= limit for part in parts)


@given(TEXTS, st.integers(4, 40))
def test_an_end_fits_and_nothing_but_white_space_is_lost(text: str, limit: int) -> None:
    before, end = split_off_end(text, limit)

    assert letters(before + end) == letters(text)
    assert length(end) <= limit
    assert end or not text.strip()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One two.\n\nThree four. Five.", ["One two.", "Three four. Five."]),
        ("One two.\nThree four. Five.", ["One two.", "Three four. Five."]),
        ("One two. Three. Four five six.", ["One two. Three.", "Four five six."]),
        ("One two three four five six", ["One two three four", "five six"]),
        (
            "一二三四五六七。八九十一二三四五六七八九十。一二",
            ["一二三四五六七。", "八九十一二三四五六七八九十。一二"],
        ),
        ("一二三四五六七八，九十一二三四五六七八九十", ["一二三四五六七八，", "九十一二三四五六七八九十"]),
        ("x" * 45, ["x" * 20, "x" * 20, "x" * 5]),
        ("fits", ["fits"]),
        (" \n ", []),
    ],
)
def test_a_text_is_cut_at_the_best_pause(text: str, parts: list[str]) -> None:
    assert split(text, 20) == parts


def test_a_pause_near_the_beginning_does_not_make_many_short_messages() -> None:
    text = "A.\n\n" + "word " * 30

    assert len(split(text, 60)) == 3


@pytest.mark.parametrize(
    ("text", "before", "end"),
    [
        ("short", "", "short"),
        ("First.\n\nSecond one.\n\nThird?", "First.", "Second one.\n\nThird?"),
        ("A long first paragraph. And its question?", "A long first paragraph.", "And its question?"),
        ("一二三四五六七八九十一二三。你想點？", "一二三四五六七八九十一二三。", "你想點？"),
    ],
)
def test_an_end_begins_at_the_best_pause(text: str, before: str, end: str) -> None:
    limit = 22 if text.isascii() else 12

    assert split_off_end(text, limit) == (before, end)


@pytest.mark.parametrize("seen", [FAMILY, "e\u0301", "👍🏽", "❤\ufe0f", "🇭🇰"])
def test_what_is_seen_as_one_character_is_not_cut_apart(seen: str) -> None:
    text = seen * 30

    for part in (*split(text, 50), *split_off_end(text, 50)):
        assert part == seen * (len(part) // len(seen))


def test_a_character_beyond_the_basic_plane_counts_as_two() -> None:
    assert length("a針🙏𠮷") == 6


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Acupuncture", "Acupuncture"),
        ("Initial consultation with treatment", "Initial consultation wi…"),
        ("Eerste consult met een behandeling", "Eerste consult met een…"),
        ("🙏" * 12, "🙏" * 12),
        ("🙏" * 13, "🙏" * 11 + "…"),
    ],
)
def test_a_label_that_is_too_long_ends_in_an_ellipsis(text: str, short: str) -> None:
    assert shortened(text, 24) == short

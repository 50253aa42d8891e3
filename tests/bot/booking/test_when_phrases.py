"""Whole messages by the hundred: how many are read rightly, and how few are accepted wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.booking.when import When
from knowledge.language import Language
from tests.bot.booking.when_reader import read

FOLDER = Path(__file__).parent / "phrases"
# The sets as they were written, each by people who had not seen the parser; it has learnt from all.
SETS = {"first": FOLDER, "second": FOLDER / "second", "third": FOLDER / "third"}
# Each line is a message and what it asks for, with a tab between. The figures are those reached.
RIGHT = {Language.EN: 1.0, Language.NL: 1.0, Language.ZH_HANT: 1.0, Language.ZH_HANS: 1.0}
WRONG = {Language.EN: 0.0, Language.NL: 0.0, Language.ZH_HANT: 0.0, Language.ZH_HANS: 0.0}


def phrases(folder: Path, language: Language) -> list[tuple[str, str]]:
    files = sorted(folder.glob(f"{language.value}*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [(text, expected) for text, _, expected in (line.rpartition("\t") for line in lines) if text]


def understood(when: When) -> str:
    """As the files have it: "2026-11-24 15:00", "2026-11-24 morning", "none" or "ask"."""
    if when.problem:
        return "ask"
    day = [when.date.isoformat()] if when.date else []
    moment = [f"{when.time:%H:%M}"] if when.time else [str(when.part)] if when.part else []
    return " ".join([*day, *moment]) or "none"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("folder", SETS.values(), ids=SETS)
def test_whole_messages_are_read_as_often_as_before(folder, language):
    expected = phrases(folder, language)
    found = [(text, right, understood(read(text, language))) for text, right in expected]
    mistaken = [one for one in found if one[1] != one[2]]
    accepted = [one for one in found if one[2] not in ("ask", "none")]
    wrong = [one for one in mistaken if one in accepted]
    assert len(expected) >= 75
    assert len(mistaken) <= (1 - RIGHT[language]) * len(expected), mistaken
    assert len(wrong) <= WRONG[language] * len(accepted), wrong

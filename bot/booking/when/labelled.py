"""Messages with the day and time that they ask for, ``message<TAB>expected`` a line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.booking.when.outcome import Part
from knowledge.language import Language
from knowledge.source_file import SourceError, read_text

NONE: Final = "none"
ASK: Final = "ask"


@dataclass(frozen=True)
class Expected:
    """What a phrase asks for; ``label`` is how the file says it."""

    label: str
    date: dt.date | None = None
    time: dt.time | None = None
    part: Part | None = None

    @property
    def is_none(self) -> bool:
        """Whether the phrase asks for no day and no time."""
        return self.label == NONE

    @property
    def asks(self) -> bool:
        """Whether the clinic has to ask again: for what cannot be, a choice, or too little."""
        return self.label == ASK


@dataclass(frozen=True)
class Phrase:
    """A message, and what a careful receptionist would take from it."""

    text: str
    language: Language
    expected: Expected


def read_expected(label: str) -> Expected:
    """What a label says, as in "2026-11-24 16:00", "2026-11-24 afternoon", "16:00", "none" or "ask".

    Raises:
        ValueError: when it says nothing.
    """
    if label in (NONE, ASK):
        return Expected(label)
    day, _, rest = label.rpartition(" ")
    if not day and "-" in rest:
        day, rest = rest, ""
    return Expected(
        label,
        date=dt.date.fromisoformat(day) if day else None,
        time=dt.time.fromisoformat(rest) if ":" in rest else None,
        part=Part(rest) if rest and ":" not in rest else None,
    )


def phrases_of(path: Path, language: Language) -> Iterator[Phrase]:
    """The phrases of a file.

    Raises:
        SourceError: with file, line and reason, when the file cannot be used.
    """
    try:
        lines = read_text(path).splitlines()
    except OSError as error:
        raise SourceError(path, 1, f"the file cannot be read: {error.strerror}") from error
    for number, line in enumerate(lines, start=1):
        text, _, label = line.rpartition("\t")
        try:
            expected = read_expected(label.strip())
        except ValueError as error:
            raise SourceError(path, number, f"'{label}' is no day, time, part, none or ask") from error
        if not text.strip():
            raise SourceError(path, number, "expected a phrase, a tab and what it asks for")
        yield Phrase(text.strip(), language, expected)

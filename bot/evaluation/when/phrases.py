"""Reading the held-out when-phrases: ``tests/evaluation/when/<set>/<language>.txt``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.booking.when import Part
from knowledge.language import Language
from knowledge.source_file import SourceError, read_yaml

NONE: Final = "none"
ASK: Final = "ask"
OPENINGS: Final = "openings.yml"


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
    """A held-out message about a day and time."""

    text: str
    language: Language
    expected: Expected


def read_sets(folder: Path) -> dict[str, dict[Language, list[Phrase]]]:
    """The phrases of each set below a folder, or of the one set that it is.

    Raises:
        SourceError: with file, line and reason, when a file cannot be used.
    """
    folders = sorted({path.parent for path in folder.rglob(f"{Language.EN}.txt")})
    if not folders:
        raise SourceError(folder, 1, f"there is no {Language.EN}.txt below")
    return {each.name: {language: read_phrases(each, language) for language in Language} for each in folders}


def read_phrases(folder: Path, language: Language) -> list[Phrase]:
    """The phrases of one language, ``phrase<TAB>expected`` a line.

    Raises:
        SourceError: with file, line and reason, when the file cannot be used.
    """
    return list(_phrases(folder / f"{language}.txt", language))


def read_openings(path: Path) -> dict[Language, str]:
    """What is said before the phrase, in each language.

    Raises:
        SourceError: with file, line and reason, when a language is missing.
    """
    root = read_yaml(path)
    return {language: root.field(language).text() for language in Language}


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


def _phrases(path: Path, language: Language) -> Iterator[Phrase]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise SourceError(path, 1, "the file is not UTF-8 text") from error
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

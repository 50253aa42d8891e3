"""What counts as a red flag, and the sentences from which it is learnt."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from knowledge.examples import Example
from knowledge.language import Language
from knowledge.source_file import SourceError, read_text, read_yaml

RED_FLAG_DATA: Final = Path(__file__).resolve().parent.parent.parent / "data" / "red_flags"
MODEL_FILE: Final = "red-flags.npz"
NONE: Final = "none"
ALL_CLEAR: Final = "all-clear"
_LONGEST: Final = 2_000


class Level(StrEnum):
    """How soon a doctor must see it."""

    NOW = "now"
    TODAY = "today"


@dataclass(frozen=True)
class RedFlag:
    """A sign of something dangerous."""

    id: str
    level: Level


def read_red_flags(folder: Path = RED_FLAG_DATA) -> dict[str, RedFlag]:
    """Every red flag by its id.

    Raises:
        SourceError: with file, line and reason, when a level is unknown or the file is no YAML.
    """
    flags = {}
    for name, entry in read_yaml(folder / "flags.yml").fields().items():
        level = entry.field("level")
        if level.text() not in list(Level):
            raise level.error(f"'{level.text()}' is no level; use now or today")
        flags[name] = RedFlag(name, Level(level.text()))
    return flags


def read_sentences(flags: Collection[str], folder: Path = RED_FLAG_DATA) -> list[Example]:
    """The labelled sentences of all languages: a flag's id, ``none``, or ``all-clear``.

    Raises:
        SourceError: when a file is missing, unknown, empty or not UTF-8, or a line is too long.
    """
    labels = {*flags, NONE, ALL_CLEAR}
    return [
        Example(sentence, label, language)
        for language in Language
        for label, path in _files(folder / language, labels)
        for sentence in _lines(path)
    ]


def _files(folder: Path, labels: Collection[str]) -> Iterator[tuple[str, Path]]:
    if unknown := sorted(path for path in folder.glob("*.txt") if path.stem not in labels):
        raise SourceError(unknown[0], 1, f"'{unknown[0].stem}' is no red flag; flags.yml lists them")
    for label in sorted(labels):
        yield label, folder / f"{label}.txt"


def _lines(path: Path) -> list[str]:
    try:
        lines = read_text(path).splitlines()
    except FileNotFoundError as error:
        raise SourceError(
            path, 1, "the file is missing: each language needs sentences of each flag"
        ) from error
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST:
            raise SourceError(path, number, f"longer than a message may be ({_LONGEST} characters)")
    sentences = [line.strip() for line in lines if line.strip()]
    if not sentences:
        raise SourceError(path, 1, "there is no sentence in this file")
    return sentences

"""Reading the held-out when-phrases: ``tests/evaluation/when/<set>/<language>.txt``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.booking.when.labelled import Phrase, phrases_of
from knowledge.language import Language
from knowledge.source_file import SourceError, read_yaml

OPENINGS: Final = "openings.yml"


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
    return list(phrases_of(folder / f"{language}.txt", language))


def read_openings(path: Path) -> dict[Language, str]:
    """What is said before the phrase, in each language.

    Raises:
        SourceError: with file, line and reason, when a language is missing.
    """
    root = read_yaml(path)
    return {language: root.field(language).text() for language in Language}

"""The messages from which it is learnt which days and times are wished: ``data/when``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.booking.when.labelled import Phrase, phrases_of
from knowledge.language import Language
from knowledge.opening_hours import OpeningHours, read_public_holidays, read_week
from knowledge.source_file import Entry, SourceError, read_yaml

WHEN_DATA: Final = Path(__file__).resolve().parents[4] / "data" / "when"
WHEN_FILE: Final = "when.npz"
_CIRCUMSTANCES: Final = "circumstances.yml"


@dataclass(frozen=True)
class Circumstances:
    """When and for which opening hours the labels of the phrases hold."""

    now: datetime
    hours: OpeningHours


def read_circumstances(folder: Path = WHEN_DATA) -> Circumstances:
    """Read ``circumstances.yml``.

    Raises:
        SourceError: with file, line and reason, when something is missing or cannot be used.
    """
    root = read_yaml(folder / _CIRCUMSTANCES)
    zone = _zone(root.field("zone"))
    hours = OpeningHours(
        week=read_week(root.field("week")),
        holiday_country=read_public_holidays(root.field("public_holidays")),
        zone=zone,
        texts={},
    )
    return Circumstances(_moment(root.field("now"), zone), hours)


def read_phrases(folder: Path = WHEN_DATA) -> list[Phrase]:
    """The phrases of all languages.

    Raises:
        SourceError: with file, line and reason, when a file cannot be used or a language has none.
    """
    return [
        phrase
        for language in Language
        for path in _files(folder, language)
        for phrase in phrases_of(path, language)
    ]


def _files(folder: Path, language: Language) -> list[Path]:
    files = sorted((folder / language).glob("*.txt"))
    if not files:
        raise SourceError(folder / language, 1, "there are no phrases of this language")
    return files


def _zone(entry: Entry) -> ZoneInfo:
    try:
        return ZoneInfo(entry.text())
    except (KeyError, ValueError) as error:
        raise entry.error(f"'{entry.text()}' is no time zone") from error


def _moment(entry: Entry, zone: ZoneInfo) -> datetime:
    try:
        return datetime.fromisoformat(entry.text()).replace(tzinfo=zone)
    except ValueError as error:
        raise entry.error(f"'{entry.text()}' is no moment such as 2026-11-23T09:30") from error

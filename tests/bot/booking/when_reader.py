"""Reading when-phrases as if it were Monday 23 November 2026, half past nine, in Hong Kong."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from bot.booking.when import When, read_when
from knowledge.clinic import read_clinic
from knowledge.language import Language

HOURS = read_clinic(
    Path(__file__).parents[2] / "knowledge" / "small_clinic" / "knowledge" / "clinic.yml"
).hours
NOW = datetime.fromisoformat("2026-11-23T09:30+08:00")
GIVEN = date(2026, 12, 3)


def read(text: str, language: Language, *, given: date | None = None, now: datetime = NOW) -> When:
    return read_when(text, language, now=now, hours=HOURS, given=given)


def said(text: str, language: Language, given: date | None = None) -> str:
    """What was understood, as in "11-24 15:00", "11-24 morning", "? 15:00" or "past 11-22 15:00".

    The choices of what is ambiguous follow in brackets.
    """
    when = read(text, language, given=given)
    choices = [_shown(choice.date, choice.time, choice.part) for choice in when.choices]
    shown = _shown(when.date, when.time, when.part)
    problem = [str(when.problem)] if when.problem else []
    return " ".join([*problem, *([shown] if shown else []), *(f"[{choice}]" for choice in choices)])


def _shown(day, time, part) -> str:
    if not (day or time or part):
        return ""
    year = "" if day is None or (day.year == 2026) else f"{day.year}-"
    parts = [f"{year}{day:%m-%d}" if day else "?"]
    parts += [f"{time:%H:%M}"] if time else []
    parts += [str(part)] if part else []
    return " ".join(parts)

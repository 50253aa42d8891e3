"""What the words for times stand for, before it is known which time they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_HOURS: Final = 12


@dataclass(frozen=True)
class Clock:
    """Minutes since midnight; None where no such time exists. ``bare`` may be twelve hours later."""

    minutes: int | None
    bare: bool


@dataclass(frozen=True)
class HourOrDay:
    """A number after a weekday: an hour, unless it is the day of the month of that weekday."""

    weekday: int
    number: int

    @property
    def is_surely_day(self) -> bool:
        """Whether nobody would say that number for an hour."""
        return self.number > _HOURS


@dataclass(frozen=True)
class TimeOrDate:
    """Two numbers with a dot between them: a time, unless they are a date ("15.10")."""

    first: int
    second: int


@dataclass(frozen=True)
class Bound:
    """A time after or before which the appointment should be."""

    after: bool
    clock: Clock


@dataclass(frozen=True)
class Span:
    """Between two times."""

    start: Clock
    end: Clock


@dataclass(frozen=True)
class MinutesAhead:
    """So many minutes from now."""

    minutes: int


@dataclass(frozen=True)
class Opening:
    """The time at which the clinic opens on the day."""


@dataclass(frozen=True)
class VagueTime:
    """Words that ask for a time without naming one; ``minutes`` are their readings, if few."""

    minutes: tuple[int, ...] = ()


@dataclass(frozen=True)
class DayPart:
    """A part of the day by its name in ``times.py``."""

    name: str


@dataclass(frozen=True)
class Length:
    """So many minutes for which an appointment lasts."""

    minutes: int


TimeValue = Clock | HourOrDay | TimeOrDate | Bound | Span | MinutesAhead | Opening | VagueTime

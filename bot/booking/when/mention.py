"""What the words for days and times stand for, before it is known which day and time they mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


@dataclass(frozen=True)
class DaysAhead:
    """So many days from today; below 0 in the past."""

    days: int


@dataclass(frozen=True)
class DaysOn:
    """So many days from the day named in the message, else from the day already chosen.

    ``either``: the day named may be meant as well ("Thursday or the day after").
    """

    days: int
    either: bool = False


@dataclass(frozen=True)
class WeeksAhead:
    """So many weeks from today, or the weekday named beside it in that week."""

    weeks: int


@dataclass(frozen=True)
class Weekday:
    """A day of the week, 0 for Monday.

    ``week`` counts ISO weeks from this one; ``coming`` excludes today; ``later`` weeks are added;
    ``either`` may mean the coming one or that of next week.
    """

    weekday: int
    week: int | None = None
    coming: bool = False
    later: int = 0
    either: bool = False


@dataclass(frozen=True)
class Week:
    """An ISO week, counted from this one."""

    week: int


@dataclass(frozen=True)
class WeekNumber:
    """An ISO week by its number in the year."""

    number: int


@dataclass(frozen=True)
class WeekOf:
    """The week in which a date lies."""

    date: CalendarDay


@dataclass(frozen=True)
class Weekend:
    """Saturday and Sunday of an ISO week, counted from this one."""

    week: int


@dataclass(frozen=True)
class Month:
    """A month by its number, or counted from this one (``months``)."""

    month: int | None = None
    months: int | None = None


@dataclass(frozen=True)
class Year:
    """A year, counted from this one, beside a date."""

    years: int


@dataclass(frozen=True)
class CalendarDay:
    """A day of a month; what was not said is None."""

    day: int
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class NthDay:
    """The first, second ... or last (-1) weekday of a month, or its last day where no weekday is given.

    Without a month it is that of the month in which the next such day comes.
    """

    nth: int
    weekday: int | None = None
    month: int | None = None
    months: int | None = None


@dataclass(frozen=True)
class Figures:
    """A day written in figures; ``day_first`` is None where either order is usual."""

    first: int
    second: int
    year: int | None
    day_first: bool | None


@dataclass(frozen=True)
class MonthsAhead:
    """The same day of the month, so many months on."""

    months: int


@dataclass(frozen=True)
class VagueDay:
    """Words that ask for a day without naming one."""


@dataclass(frozen=True)
class AnyDay:
    """Words that leave the day open ("whenever"); they say nothing beside a day or a time."""


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
class VagueTime:
    """Words that ask for a time without naming one; ``minutes`` are their readings, if few."""

    minutes: tuple[int, ...] = ()


@dataclass(frozen=True)
class DayPart:
    """A part of the day by its name in ``parts.py``."""

    name: str


DayValue = (
    DaysAhead
    | DaysOn
    | WeeksAhead
    | Weekday
    | Week
    | WeekNumber
    | WeekOf
    | Weekend
    | Month
    | Year
    | CalendarDay
    | NthDay
    | Figures
    | MonthsAhead
    | VagueDay
    | AnyDay
)
TimeValue = Clock | HourOrDay | Bound | Span | MinutesAhead | VagueTime
Value = DayValue | TimeValue | DayPart


class Sort(StrEnum):
    """What a stretch of text was read as; each has a sign that stands for it in the marked text."""

    DAY = "\ue000"
    TIME = "\ue001"
    PART = "\ue002"
    NOTHING = "\ue003"


@dataclass(frozen=True)
class Mention:
    """A value and where in the text it stands."""

    start: int
    end: int
    value: Value

    @property
    def sort(self) -> Sort:
        """Whether it speaks of a day, a time or a part of the day."""
        if isinstance(self.value, DayPart):
            return Sort.PART
        return Sort.TIME if isinstance(self.value, TimeValue) else Sort.DAY

    @property
    def is_day(self) -> bool:
        """Whether it speaks of a day."""
        return self.sort is Sort.DAY

    @property
    def looks_back(self) -> bool:
        """Whether it speaks of a day before today ("yesterday", "last Tuesday")."""
        match self.value:
            case DaysAhead(days) | WeeksAhead(days):
                return days < 0
            case Weekday(week=week) | Week(week) | Weekend(week):
                return week is not None and week < 0
        return False


ANY_MENTION: Final = "[\ue000-\ue002]"

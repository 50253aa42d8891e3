"""What the words for days stand for, before it is known which day they mean."""

from __future__ import annotations

from dataclasses import dataclass


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
class Beside:
    """The first such weekday after the day named in the message, or the last before it.

    ``either``: the day named may be meant as well ("3 December or the Friday after").
    """

    weekday: int
    after: bool
    either: bool = False


@dataclass(frozen=True)
class WeekOn:
    """So many weeks from the week of the day named in the message, or such a weekday of that week."""

    weeks: int
    weekday: int | None = None
    either: bool = False


@dataclass(frozen=True)
class DayFromNamed:
    """So many days on from the last day named before it ("the morning before").

    ``event``: from the only day named before it, that of an event ("the day before the wedding").
    """

    days: int
    event: bool = False


@dataclass(frozen=True)
class WeekdayFromNamed:
    """A weekday beside the last day named before it ("the Friday after that").

    ``side`` is 1 for the first after it, -1 for the last before it, 0 for the one of its week.
    """

    weekday: int
    side: int


@dataclass(frozen=True)
class Workday:
    """The first day from Monday to Friday after the day named in the message, or the last before it.

    ``either``: the day named may be meant as well.
    """

    after: bool
    either: bool = False


@dataclass(frozen=True)
class WinterSolstice:
    """The day on which winter begins in the Chinese calendar."""


@dataclass(frozen=True)
class WeeksAhead:
    """So many weeks from today, or the weekday named beside it in that week."""

    weeks: int


@dataclass(frozen=True)
class Weekday:
    """A day of the week, 0 for Monday.

    ``week`` counts ISO weeks from this one; ``coming`` excludes today; ``later`` weeks are added;
    ``either`` may mean the coming one or that of next week; ``from_today`` counts the weeks from today
    where today is that weekday.
    """

    weekday: int
    week: int | None = None
    coming: bool = False
    later: int = 0
    either: bool = False
    from_today: bool = False


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
    """Words that ask for a day without naming one.

    ``aside``: they say nothing beside a date; ``deadline``: nor beside any day by its name.
    """

    aside: bool = False
    deadline: bool = False


@dataclass(frozen=True)
class AnyDay:
    """Words that leave the day open ("whenever"); they say nothing beside a day or a time."""


DayValue = (
    DaysAhead
    | DaysOn
    | Beside
    | WeekOn
    | DayFromNamed
    | WeekdayFromNamed
    | Workday
    | WinterSolstice
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

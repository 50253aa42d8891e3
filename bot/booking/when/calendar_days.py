"""Which day a date, a day of the month or a day counted in its month means."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

from bot.booking.when.day_values import CalendarDay, Figures, Month, NthDay

_YEARS_AHEAD: Final = 2
# Nobody books further ahead, as clinics have it.
REACH: Final = timedelta(days=90)
# A date without a year that is further ahead than this is rather one that has passed.
LONG: Final = timedelta(days=300)


def month_of(month: Month, today: date) -> tuple[int, int | None]:
    """The number of a month, and its year where it was counted from this month."""
    if month.months is None:
        return month.month or 0, None
    years, month_before = divmod(today.month - 1 + month.months, 12)
    return month_before + 1, today.year + years


def calendar_day(value: CalendarDay, today: date) -> tuple[date, ...] | None:
    """The next such day, unless the year was said."""
    if value.month is None:
        return _day_of_month(value.day, today)
    if value.year is not None:
        return on_day(value.day, value.month, value.year)
    if not 1 <= value.month <= 12:
        return None
    passed = (value.month, value.day) < (today.month, today.day)
    return on_day(value.day, value.month, today.year + passed)


def _day_of_month(day: int, today: date) -> tuple[date, ...] | None:
    """The next day with this number."""
    if not 1 <= day <= 31:
        return None
    for months in range(_YEARS_AHEAD * 12):
        month, year = month_of(Month(months=months), today)
        found = on_day(day, month, year or today.year)
        if found and found[0] >= today:
            return found
    return None


def on_day(day: int, month: int, year: int) -> tuple[date, ...] | None:
    """The one such day; None where there is none."""
    possible = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    return (date(year, month, day),) if possible else None


def figures(value: Figures, today: date) -> tuple[date, ...] | None:
    """Day first or month first; where the usual order is no day, the other one."""
    first = calendar_day(CalendarDay(value.first, value.second, value.year), today)
    second = calendar_day(CalendarDay(value.second, value.first, value.year), today)
    if not (first and second):
        usual, other = (second, first) if value.day_first is False else (first, second)
        return usual or other
    if value.day_first:
        return first
    return _within_reach(first, second, today, month_first_is_usual=value.day_first is False)


def _within_reach(
    day_first: tuple[date, ...], month_first: tuple[date, ...], today: date, *, month_first_is_usual: bool
) -> tuple[date, ...]:
    """Of the two orders the only one within reach; month first where that is usual and within reach."""
    both = tuple(sorted({*day_first, *month_first}))
    near = tuple(day for day in both if today <= day <= today + REACH)
    if month_first_is_usual and (month_first[0] in near or not near):
        return month_first
    return near if len(near) == 1 and not month_first_is_usual else both


def nth_day(value: NthDay, today: date) -> tuple[date, ...] | None:
    """The day counted in its month ("the third Thursday of December", "the last day of the month")."""
    if value.month is not None:
        coming = value.month < today.month
        month = _nth_in(value, today.year + coming, value.month)
        return _nth_in(value, today.year + 1, value.month) if month and month[0] < today else month
    number, year = month_of(Month(months=value.months or 0), today)
    found = _nth_in(value, year or today.year, number)
    if value.months is None and found and found[0] < today:
        number, year = month_of(Month(months=1), today)
        return _nth_in(value, year or today.year, number)
    return found


def _nth_in(value: NthDay, year: int, month: int) -> tuple[date, ...] | None:
    if not 1 <= month <= 12:
        return None
    days = [date(year, month, day + 1) for day in range(calendar.monthrange(year, month)[1])]
    fitting = [day for day in days if value.weekday is None or day.weekday() == value.weekday]
    place = value.nth if value.nth < 0 else value.nth - 1
    return (fitting[place],) if -len(fitting) <= place < len(fitting) else None

"""A weekday and its date that fit together only on a day just passed ("Friday 20th")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.booking.when.calendar_days import calendar_day
from bot.booking.when.day_values import CalendarDay, DaysAhead, Weekday
from bot.booking.when.mention import Mention
from bot.booking.when.time_values import HourOrDay

_NEAR: Final = 3
_DAYS_BACK: Final = 31


def with_weekdays_passed(mentions: Sequence[Mention], today: date) -> list[Mention]:
    """The mentions; a weekday and its date as the day just passed on which alone they fit."""
    read = list(mentions)
    for place, other in _pairs(mentions):
        passed = _day_passed(mentions[place], mentions[other], today)
        if passed:
            for one in (place, other):
                read[one] = replace(read[one], value=DaysAhead((passed - today).days))
    return read


def _pairs(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The places of each plain weekday and of what stands right beside it."""
    for place, one in enumerate(mentions):
        if not isinstance(one.value, Weekday) or one.value.week is not None:
            continue
        for other in (place - 1, place + 1):
            if 0 <= other < len(mentions) and one.distance(mentions[other]) <= _NEAR:
                yield place, other


def _day_passed(one: Mention, beside: Mention, today: date) -> date | None:
    value = _date_of(beside)
    if value is None or not isinstance(one.value, Weekday):
        return None
    weekday = one.value.weekday
    if any(day.weekday() == weekday for day in _to_come(value, today)):
        return None
    days = (today - timedelta(days=back) for back in range(1, _DAYS_BACK + 1))
    fitting = (day for day in days if day.day == value.day and day.weekday() == weekday)
    return next((day for day in fitting if value.month in (None, day.month)), None)


def _date_of(beside: Mention) -> CalendarDay | None:
    """The date without a year that a mention names, or that a number which is no hour may name."""
    value = beside.value
    if isinstance(value, HourOrDay):
        return CalendarDay(value.number) if value.is_surely_day else None
    return value if isinstance(value, CalendarDay) and value.year is None else None


def _to_come(value: CalendarDay, today: date) -> Iterator[date]:
    """The next such day, and the one a month after where no month was said."""
    for day in calendar_day(value, today) or ():
        yield day
        if value.month is None:
            yield from calendar_day(value, day + timedelta(days=1)) or ()

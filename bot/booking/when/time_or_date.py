"""Two numbers with a dot between them that are a time or a date ("15.10")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.booking.when.calendar_days import REACH, calendar_day
from bot.booking.when.day_readings import readings
from bot.booking.when.day_values import CalendarDay, DayValue, VagueDay
from bot.booking.when.mention import Mention, Value
from bot.booking.when.time_values import Clock, TimeOrDate

_NEAR: Final = 3


def with_dotted_times(mentions: Sequence[Mention], today: date) -> list[Mention]:
    """The mentions, each of such numbers as the time that they are, or as unclear."""
    return [
        replace(one, value=_read(one.value, {*_days_beside(one, mentions, today)}, today))
        if isinstance(one.value, TimeOrDate)
        else one
        for one in mentions
    ]


def _read(value: TimeOrDate, beside: set[date], today: date) -> Value:
    """A time where the date is too far ahead to be booked, or where another day stands beside it."""
    dates = calendar_day(CalendarDay(value.first, value.second), today) or ()
    is_near = any(day <= today + REACH for day in dates)
    is_other = bool(beside) and beside.isdisjoint(dates)
    return (
        VagueDay()
        if is_near and not is_other
        else Clock(60 * value.first + value.second, bare=1 <= value.first <= 12)
    )


def _days_beside(one: Mention, mentions: Sequence[Mention], today: date) -> Iterator[date]:
    for other in mentions:
        value = other.value
        if isinstance(value, DayValue) and one.distance(other) <= _NEAR:
            yield from readings(value, today, None) or ()

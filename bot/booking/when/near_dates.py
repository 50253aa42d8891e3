"""A day of the month near a date that was said before it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.booking.when.calendar_days import REACH, month_of, on_day
from bot.booking.when.day_readings import readings
from bot.booking.when.day_values import CalendarDay, Figures, Month
from bot.booking.when.mention import Mention, Value

# A day of the month so few days ahead of a date said before it, or behind that date, is of the same time.
_AHEAD: Final = timedelta(days=3)
_BEHIND: Final = timedelta(days=7)


def near_dates(mentions: Sequence[Mention], today: date) -> list[Mention]:
    """A day of the month is that near a date said before it ("I fly on 5 January, so on the 4th")."""
    said: set[date] = set()
    read: list[Mention] = []
    for one in mentions:
        if isinstance(one.value, CalendarDay) and one.value.month is None:
            read.append(replace(one, value=_near(said, one.value, today)))
        else:
            said |= _dates_to_come(one.value, today)
            read.append(one)
    return read


def _near(said: Collection[date], value: CalendarDay, today: date) -> CalendarDay:
    """A day of the month in the one month in which it is near a date that was said, else as it is."""
    near = {day for date_said in said for day in _days_near(date_said, value.day) if day >= today}
    months = {day.month for day in near}
    return replace(value, month=months.pop()) if len(months) == 1 else value


def _dates_to_come(value: Value, today: date) -> set[date]:
    """The one date that a date with a month names, if it can be booked or nearly so."""
    if not isinstance(value, CalendarDay | Figures):
        return set()
    dates = readings(value, today, None) or ()
    return {day for day in dates if len(dates) == 1 and today <= day <= today + REACH + _AHEAD}


def _days_near(said: date, day: int) -> set[date]:
    """The days with this number that are near a date: in its month, or behind it in the next."""
    following, year = month_of(Month(months=1), said)
    found = {
        *(on_day(day, said.month, said.year) or ()),
        *(on_day(day, following, year or said.year) or ()),
    }
    return {one for one in found if -_AHEAD <= one - said <= _BEHIND}

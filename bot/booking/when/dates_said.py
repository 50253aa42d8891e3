"""Dates as the whole message has them: a day whose month another has, a date just passed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.booking.when.calendar_days import REACH, month_of, on_day
from bot.booking.when.counted_days import with_counted_days
from bot.booking.when.day_beside_weekday import in_months_of_weekdays, with_dates_before_times
from bot.booking.when.day_readings import readings
from bot.booking.when.day_values import CalendarDay, DaysOn, Figures, Month, WinterSolstice
from bot.booking.when.from_named import counted_from_named
from bot.booking.when.mention import Mention, Value
from bot.booking.when.solstices import next_winter_solstice

# A date without a year that is further ahead than this is rather one that has passed.
LONG: Final = timedelta(days=300)
# A day of the month so few days ahead of a date said before it, or behind that date, is of the same time.
_AHEAD: Final = timedelta(days=3)
_BEHIND: Final = timedelta(days=7)
_SIGN: Final = re.compile(r"[,.;:!?]")


def dated(mentions: Sequence[Mention], today: date) -> tuple[Mention, ...]:
    """The mentions, each date with the month that it has elsewhere, and marked where it has just passed."""
    whole = with_dates_before_times(_with_solstices(mentions, today), today)
    whole = in_months_of_weekdays(_with_months(whole), today)
    whole = counted_from_named(with_counted_days(_near_dates(whole, today), today), today)
    return tuple(replace(one, passed=True) if _has_passed(one, today) else one for one in whole)


def without_steps_to_dates(marked: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Without a day counted from another that is named behind it ("a day later, Thursday 26")."""
    days = [one for one in mentions if one.is_day]
    if len(days) < 2 or not isinstance(days[0].value, DaysOn) or not days[0].value.days:
        return list(mentions)
    parted = _SIGN.search(marked, days[0].end, days[1].start)
    return [one for one in mentions if one is not days[0] or not parted]


def _with_solstices(mentions: Sequence[Mention], today: date) -> list[Mention]:
    """The next winter solstice by its date."""
    return [
        replace(one, value=CalendarDay(solstice.day, solstice.month))
        if isinstance(one.value, WinterSolstice)
        else one
        for one in mentions
        for solstice in [next_winter_solstice(today)]
    ]


def _with_months(mentions: Sequence[Mention]) -> list[Mention]:
    """A day of the month is in the month of the same day said with one ("Christmas Eve, so the 24th")."""
    months = {
        one.value.day: one.value
        for one in mentions
        if isinstance(one.value, CalendarDay) and one.value.month is not None
    }
    return [
        replace(one, value=months[one.value.day])
        if isinstance(one.value, CalendarDay) and one.value.month is None and one.value.day in months
        else one
        for one in mentions
    ]


def _near_dates(mentions: Sequence[Mention], today: date) -> list[Mention]:
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


def _has_passed(mention: Mention, today: date) -> bool:
    value = mention.value
    if not isinstance(value, CalendarDay | Figures) or value.year is not None:
        return False
    dates = readings(value, today, None) or ()
    return bool(dates) and all(day >= today + LONG for day in dates)

"""Dates as the whole message has them: a day whose month another has, a date just passed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.booking.when.calendar_days import LONG
from bot.booking.when.counted_days import with_counted_days
from bot.booking.when.day_beside_weekday import in_months_of_weekdays, with_dates_before_times
from bot.booking.when.day_readings import readings
from bot.booking.when.day_values import CalendarDay, DaysOn, Figures, WinterSolstice, Year
from bot.booking.when.from_named import counted_from_named
from bot.booking.when.mention import Mention
from bot.booking.when.near_dates import near_dates
from bot.booking.when.solstices import next_winter_solstice
from bot.booking.when.time_or_date import with_dotted_times
from bot.booking.when.weekdays_passed import with_weekdays_passed

# Who names a day of the last week by its year may have asked for it by mistake.
_LATELY: Final = timedelta(days=7)
_SIGN: Final = re.compile(r"[,.;:!?]")


def dated(mentions: Sequence[Mention], today: date) -> tuple[Mention, ...]:
    """The mentions, each date with the month that it has elsewhere, and marked where it has just passed."""
    said = _of_years_past(_with_solstices(with_dotted_times(mentions, today), today), today)
    whole = with_dates_before_times(with_weekdays_passed(said, today), today)
    whole = in_months_of_weekdays(_with_months(whole), today)
    whole = counted_from_named(with_counted_days(near_dates(whole, today), today), today)
    return tuple(replace(one, passed=True) if _has_passed(one, today) else one for one in whole)


def _of_years_past(mentions: Sequence[Mention], today: date) -> list[Mention]:
    """Dates with the past year that stands right before them ("last year's 3 December")."""
    years = {one.end: one for one in mentions if isinstance(one.value, Year) and one.value.years < 0}
    read = [_in_year_past(one, years[one.start], today) if one.start in years else one for one in mentions]
    return [one for one in read if one not in years.values()]


def _in_year_past(mention: Mention, before: Mention, today: date) -> Mention:
    value, year = mention.value, before.value
    if isinstance(value, CalendarDay) and isinstance(year, Year):
        value = replace(value, year=today.year + year.years)
    return replace(mention, start=before.start, value=value, passed=True)


def without_steps_to_dates(marked: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Without a day counted from another that is named behind it ("a day later, Thursday 26")."""
    days = [one for one in mentions if one.is_day]
    if len(days) < 2 or not isinstance(days[0].value, DaysOn) or not days[0].value.days:
        return list(mentions)
    parted = _SIGN.search(marked, days[0].end, days[1].start)
    return [one for one in mentions if one is not days[0] or not parted]


def _with_solstices(mentions: Sequence[Mention], today: date) -> list[Mention]:
    """The next winter solstice by its date."""
    solstice = next_winter_solstice(today)
    named = CalendarDay(solstice.day, solstice.month)
    return [replace(one, value=named) if isinstance(one.value, WinterSolstice) else one for one in mentions]


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


def _has_passed(mention: Mention, today: date) -> bool:
    """Whether a date was days ago, or is so far ahead that without its year it rather was."""
    value = mention.value
    if not isinstance(value, CalendarDay | Figures):
        return False
    dates = readings(value, today, None) or ()
    if value.year is None:
        return bool(dates) and all(day >= today + LONG for day in dates)
    return bool(dates) and all(day < today - _LATELY for day in dates)

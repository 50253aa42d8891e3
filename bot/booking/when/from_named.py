"""Days counted from one named before them: "the Tuesday of that week", "the Friday after that"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.booking.when.calendar_days import LONG
from bot.booking.when.counted_weeks import week_counted
from bot.booking.when.day_readings import readings
from bot.booking.when.day_values import (
    AnyDay,
    Beside,
    CalendarDay,
    DayFromNamed,
    DaysOn,
    DayValue,
    Month,
    VagueDay,
    Week,
    Weekday,
    WeekdayFromNamed,
    WeekOn,
)
from bot.booking.when.mention import Mention
from bot.booking.when.steps import Step, stepped


def counted_from_named(mentions: Sequence[Mention], today: date) -> list[Mention]:
    """The mentions, with the dates of those that count from a day named before them.

    It is vague where no day is named before it; of an event without a day it says nothing.
    """
    read: list[Mention] = []
    for one in mentions:
        value = one.value
        if isinstance(value, DayFromNamed | WeekdayFromNamed):
            named = _days_named(read, today, value)
            if named or not isinstance(value, DayFromNamed):
                read.append(replace(one, value=_counted(value, named, today)))
        else:
            read.append(one)
    return read


def _counted(
    value: DayFromNamed | WeekdayFromNamed, named: Sequence[date | None], today: date
) -> CalendarDay | VagueDay:
    base = named[-1] if named else None
    several = isinstance(value, DayFromNamed) and value.event and len(set(named)) > 1
    if base is None or several:
        return VagueDay()
    day = stepped(_step(value), base)
    return CalendarDay(day.day, day.month, day.year) if day >= today else VagueDay()


def _step(value: DayFromNamed | WeekdayFromNamed) -> Step:
    """How a day is counted from the one that was named."""
    if isinstance(value, DayFromNamed):
        return DaysOn(value.days)
    return Beside(value.weekday, after=value.side > 0) if value.side else WeekOn(0, value.weekday)


def _days_named(
    mentions: Sequence[Mention], today: date, counted: DayFromNamed | WeekdayFromNamed
) -> list[date | None]:
    """The days that were named, in their order; None for one that is not clear or has passed."""
    in_week = isinstance(counted, WeekdayFromNamed) and counted.side == 0
    named: list[date | None] = []
    for one in mentions:
        value = one.value
        if isinstance(value, DayValue) and not isinstance(value, AnyDay | DaysOn | Month):
            monday = _monday(value, today) if in_week else None
            named.append(monday or _same_weekday(value, named) or _day_to_come(value, today))
    return named


def _monday(value: DayValue, today: date) -> date | None:
    """The first day of a week that was named."""
    week = week_counted(value, today)
    return today + timedelta(weeks=week.week, days=-today.weekday()) if isinstance(week, Week) else None


def _same_weekday(value: DayValue, named: Sequence[date | None]) -> date | None:
    """The day named before it that a weekday says again ("8 December ... that Tuesday")."""
    if not isinstance(value, Weekday) or value.week is not None:
        return None
    return next((day for day in reversed(named) if day and day.weekday() == value.weekday), None)


def _day_to_come(value: DayValue, today: date) -> date | None:
    dates = readings(value, today, None) or ()
    day = dates[0] if len(dates) == 1 else None
    return day if day and today <= day < today + LONG else None

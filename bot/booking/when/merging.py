"""Words that are parts of one day, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.booking.when.calendar_days import calendar_day, month_of
from bot.booking.when.counted_weeks import week_counted
from bot.booking.when.day_readings import readings
from bot.booking.when.day_values import (
    CalendarDay,
    DaysAhead,
    DaysOn,
    DayValue,
    Figures,
    Month,
    NthDay,
    Week,
    Weekday,
    WeeksAhead,
    Year,
)


def merged(values: Sequence[DayValue], today: date) -> list[DayValue]:
    """Words that are parts of one day, put together ("next week" and "Tuesday")."""
    values = _in_week([week_counted(value, today) for value in values], today)
    values = _on_their_weekday(_in_month(_without_repeated_days(values), today), today)
    return _in_year(_fitting_weekdays(values, today), today)


def _in_week(values: list[DayValue], today: date) -> list[DayValue]:
    weeks = [value for value in values if isinstance(value, Week | WeeksAhead)]
    plain = [
        value for value in values if isinstance(value, Weekday) and value.week is None and not value.later
    ]
    if len(weeks) != 1:
        return values
    week = weeks[0].week if isinstance(weeks[0], Week) else weeks[0].weeks
    if not plain:
        return [value for value in values if value is not weeks[0] or not _falls_in(values, week, today)]
    rest = [value for value in values if value is not weeks[0] and value not in plain]
    return rest + [replace(value, week=week, coming=False, either=False) for value in plain]


def _falls_in(values: Sequence[DayValue], week: int, today: date) -> bool:
    """Whether a whole date stands beside the week and lies in it."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=week)
    for value in values:
        if isinstance(value, CalendarDay | Figures | DaysAhead | Weekday):
            dates = readings(value, today, None) or ()
            if any(monday <= day < monday + timedelta(weeks=1) for day in dates):
                return True
    return False


def _in_month(values: list[DayValue], today: date) -> list[DayValue]:
    months = [value for value in values if isinstance(value, Month)]
    days = [value for value in values if isinstance(value, CalendarDay) and value.month is None]
    if len(months) != 1:
        return values
    values = [_nth_in(months[0], value) for value in values]
    month, year = month_of(months[0], today)
    if days:
        rest = [value for value in values if value is not months[0] and value not in days]
        return rest + [replace(day, month=month, year=year) for day in days]
    dated = [value for value in values if isinstance(value, CalendarDay | NthDay)]
    return [value for value in values if value is not months[0]] if dated else values


def _on_their_weekday(values: list[DayValue], today: date) -> list[DayValue]:
    """A day of the month, in the month after where it is the weekday said with it ("Tuesday the 29th")."""
    weekdays = {value.weekday for value in values if isinstance(value, Weekday) and value.week is None}
    return [
        _a_month_on(value, next(iter(weekdays)), today)
        if isinstance(value, CalendarDay) and value.month is None and len(weekdays) == 1
        else value
        for value in values
    ]


def _a_month_on(value: CalendarDay, weekday: int, today: date) -> CalendarDay:
    first = next(iter(calendar_day(value, today) or ()), None)
    if first is None or first.weekday() == weekday:
        return value
    second = next(iter(calendar_day(value, first + timedelta(days=1)) or ()), first)
    fits = second.weekday() == weekday
    return replace(value, month=second.month, year=second.year) if fits else value


def _nth_in(month: Month, value: DayValue) -> DayValue:
    """A day counted in its month ("the third Tuesday"), in the month that is said beside it."""
    if not isinstance(value, NthDay) or value.month is not None or value.months is not None:
        return value
    return replace(value, month=month.month, months=month.months)


def _without_repeated_days(values: list[DayValue]) -> list[DayValue]:
    """Without a day of the month that a date beside it repeats ("the 24th, Christmas Eve")."""
    days = {value.day for value in values if isinstance(value, CalendarDay) and value.month is not None}
    return [
        value
        for value in values
        if not (isinstance(value, CalendarDay) and value.month is None and value.day in days)
    ]


def _in_year(values: list[DayValue], today: date) -> list[DayValue]:
    """Without a year that the dates beside it are in anyway."""
    years = {today.year + value.years for value in values if isinstance(value, Year)}
    others: list[DayValue] = [value for value in values if not isinstance(value, Year)]
    dates = [day for value in others for day in readings(value, today, None) or ()]
    fits = dates and all(day.year in years for day in dates)
    return others if fits else values


def _fitting_weekdays(values: list[DayValue], today: date) -> list[DayValue]:
    """Without weekdays that a date beside them has anyway ("Thursday 3 December")."""
    dated = [value for value in values if isinstance(value, CalendarDay | Figures | DaysAhead | DaysOn)]
    weekdays = {day.weekday() for value in dated for day in readings(value, today, None) or ()}
    return [
        value
        for value in values
        if not (isinstance(value, Weekday) and value.weekday in weekdays and not value.later)
        or (any(isinstance(one, Figures) for one in dated) and len(weekdays) > 1)
    ]

"""Which week a number or a date in it means."""

from __future__ import annotations

from datetime import date, timedelta

from bot.booking.when.calendar_days import calendar_day
from bot.booking.when.day_values import DayValue, VagueDay, Week, WeekNumber, WeekOf


def week_counted(value: DayValue, today: date) -> DayValue:
    """A week by its number or by a date in it, counted from this one; any other value as it is."""
    match value:
        case WeekNumber(number) if 1 <= number <= 52:
            monday = date.fromisocalendar(today.year, number, 1)
            if monday + timedelta(days=6) < today:
                monday = date.fromisocalendar(today.year + 1, number, 1)
        case WeekOf(day):
            monday = next(iter(calendar_day(day, today) or ()), date.min)
        case WeekNumber():
            monday = date.min
        case _:
            return value
    if monday == date.min:
        return VagueDay()
    weeks = (monday - timedelta(days=monday.weekday())) - (today - timedelta(days=today.weekday()))
    return Week(weeks.days // 7)

"""A date without a year that has just passed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.booking.when.calendar_days import LONG, on_day
from bot.booking.when.day_values import CalendarDay, Figures, Year
from bot.booking.when.mention import Value


def just_passed(day: date, values: Sequence[Value], today: date) -> date:
    """The day of the year before, where only a date without a year named a day so far ahead."""
    dates = [value for value in values if isinstance(value, CalendarDay | Figures)]
    years = any(isinstance(value, Year) for value in values) or any(value.year for value in dates)
    if not dates or years or day < today + LONG:
        return day
    return next(iter(on_day(day.day, day.month, day.year - 1) or ()), day)

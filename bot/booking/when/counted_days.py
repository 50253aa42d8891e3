"""A date and what is counted from it right behind it, read as one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.booking.when.day_readings import readings
from bot.booking.when.day_values import CalendarDay, Figures, NthDay, WeekOn
from bot.booking.when.mention import Mention, Value
from bot.booking.when.steps import Step, is_step, stepped


def with_counted_days(mentions: Sequence[Mention], today: date) -> list[Mention]:
    """A date and what is counted from it right behind it, as the one day that they name."""
    read: list[Mention] = []
    for one in mentions:
        base = _date_before(read[-1], one, today) if read else None
        if base is None or not is_step(one.value) or _names_a_week(one.value):
            read.append(one)
        else:
            read[-1] = replace(read[-1], end=one.end, value=_counted(read[-1].value, one.value, base))
    return read


def _names_a_week(value: Step) -> bool:
    return isinstance(value, WeekOn) and value.weekday is None


def _date_before(base: Mention, other: Mention, today: date) -> date | None:
    """The date that a mention names right before another, or in the same words."""
    if other.start not in (base.start, base.end) or not isinstance(
        base.value, CalendarDay | Figures | NthDay
    ):
        return None
    dates = readings(base.value, today, None) or ()
    return dates[0] if len(dates) == 1 else None


def _counted(value: Value, step: Step, base: date) -> CalendarDay:
    """The day counted, with its year where the year of the date was said."""
    day = stepped(step, base)
    said = isinstance(value, CalendarDay | Figures) and value.year is not None
    return CalendarDay(day.day, day.month, day.year if said else None)

"""What is counted from a day named in the message ("the day after", "the Friday after that")."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, TypeGuard

from bot.booking.when.day_values import Beside, DaysOn, WeekOn, Workday
from bot.booking.when.mention import Value

Step = DaysOn | Beside | WeekOn | Workday

_WEEK: Final = 7
_WORKDAYS: Final = range(5)


def is_step(value: Value) -> TypeGuard[Step]:
    """Whether a value is counted from a day other than today; "that day" is not."""
    return isinstance(value, Beside | WeekOn | Workday) or (isinstance(value, DaysOn) and value.days != 0)


def stepped(step: Step, base: date) -> date:
    """The day counted from another; the Monday of a week of which no day was said."""
    match step:
        case DaysOn(days):
            return base + timedelta(days=days)
        case Beside(weekday, after):
            ahead = (weekday - base.weekday()) % _WEEK or _WEEK
            behind = (base.weekday() - weekday) % _WEEK or _WEEK
            return base + timedelta(days=ahead if after else -behind)
        case WeekOn(weeks, weekday):
            return base + timedelta(weeks=weeks, days=(weekday or 0) - base.weekday())
        case Workday(after):
            return _workday(base, timedelta(days=1 if after else -1))


def _workday(base: date, step: timedelta) -> date:
    """The first day from Monday to Friday that comes by steps from a day."""
    day = base + step
    while day.weekday() not in _WORKDAYS:
        day += step
    return day

"""Which days one word for a day may mean."""

from __future__ import annotations

from datetime import date, timedelta

from bot.booking.when.calendar_days import calendar_day, figures, month_of, nth_day, on_day
from bot.booking.when.day_values import (
    CalendarDay,
    DaysAhead,
    DaysOn,
    DayValue,
    Figures,
    Month,
    MonthsAhead,
    NthDay,
    Weekday,
    Weekend,
    WeeksAhead,
)


def readings(value: DayValue, today: date, given: date | None) -> tuple[date, ...] | None:
    """The days that one value may mean: none where it is vague, None where there is no such day."""
    match value:
        case DaysAhead() | WeeksAhead() | DaysOn() | Weekend():
            return _counted(value, today, given)
        case Weekday():
            return _weekday(value, today)
        case NthDay():
            return nth_day(value, today)
        case CalendarDay() | Figures():
            return calendar_day(value, today) if isinstance(value, CalendarDay) else figures(value, today)
        case MonthsAhead(months):
            month, year = month_of(Month(months=months), today)
            return on_day(today.day, month, year or today.year)
    return ()


def _counted(
    value: DaysAhead | WeeksAhead | DaysOn | Weekend, today: date, given: date | None
) -> tuple[date, ...]:
    """Days counted from today or from the day already chosen; none beyond the calendar's end."""
    try:
        match value:
            case DaysAhead(days):
                return (today + timedelta(days=days),)
            case WeeksAhead(weeks):
                return (today + timedelta(weeks=weeks),)
            case DaysOn(days):
                return (given + timedelta(days=days),) if given else ()
            case Weekend(week):
                monday = today + timedelta(days=7 * week - today.weekday())
                return monday + timedelta(days=5), monday + timedelta(days=6)
    except OverflowError:
        return ()


def _weekday(value: Weekday, today: date) -> tuple[date, ...]:
    ahead = (value.weekday - today.weekday()) % 7
    monday = today - timedelta(days=today.weekday())
    if value.week is not None:
        return (monday + timedelta(weeks=value.week, days=value.weekday),)
    coming = today + timedelta(days=ahead or 7) + timedelta(weeks=value.later)
    if value.either:
        return tuple(sorted({coming, monday + timedelta(weeks=1, days=value.weekday)}))
    if value.from_today and not ahead:
        return (today + timedelta(weeks=value.later),)
    # On a Monday, "Monday" may be today or in a week.
    if ahead or value.coming:
        return (coming,)
    return today + timedelta(weeks=value.later), coming

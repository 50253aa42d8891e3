"""Which day the words for days mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from bot.booking.when.calendar_days import calendar_day, figures, month_of, nth_day, on_day
from bot.booking.when.counted_weeks import week_counted
from bot.booking.when.mention import (
    AnyDay,
    CalendarDay,
    DaysAhead,
    DaysOn,
    DayValue,
    Figures,
    Month,
    MonthsAhead,
    NthDay,
    Week,
    Weekday,
    Weekend,
    WeeksAhead,
    Year,
)

# A day further ahead than this is rather one that has passed.
_LONG: Final = timedelta(days=300)


@dataclass(frozen=True)
class Days:
    """The days that may be meant, in their order.

    ``vague``: words asked for a day and named none; ``impossible``: a day was named that is not.
    """

    dates: tuple[date, ...] = ()
    vague: bool = False
    impossible: bool = False


def resolve_days(values: Sequence[DayValue], today: date, given: date | None) -> Days:
    """The days that words mean together, on the day ``today``."""
    distinct = list(dict.fromkeys(values))
    steps = [value for value in distinct if isinstance(value, DaysOn) and value.days]
    named = [value for value in distinct if not isinstance(value, DaysOn | AnyDay)]
    if not (steps and named):
        return _named_days(named or distinct, today, given)
    plain = [value for value in named if isinstance(value, Weekday) and value.week is None]
    bases = [value for value in named if value not in plain] or plain
    found = _counted_on(steps, _named_days(bases, today, given))
    weekdays = {value.weekday for value in plain if value not in bases}
    fits = all(day.weekday() in weekdays for day in found.dates)
    return found if fits or not weekdays else replace(found, dates=(), vague=True)


def _counted_on(steps: Sequence[DaysOn], found: Days) -> Days:
    """What is counted from the day found ("the day after Boxing Day"), and that day where it may be meant."""
    if len(found.dates) != 1:
        return found
    dates = {found.dates[0] + timedelta(days=value.days) for value in steps}
    return replace(found, dates=tuple(sorted(dates | (set(found.dates) if steps[0].either else set()))))


def _named_days(values: Sequence[DayValue], today: date, given: date | None) -> Days:
    merged = _merged(values, today)
    readings = [_readings(value, today, given) for value in merged]
    if any(reading is None for reading in readings):
        return Days(impossible=True)
    named = [(value, dates) for value, dates in zip(merged, readings, strict=True) if dates]
    if not named or len(named) < len(merged):
        return Days(vague=bool(merged), dates=())
    return Days(_agreed(_near([dates for _, dates in named], today)))


def _near(readings: Sequence[tuple[date, ...]], today: date) -> Sequence[tuple[date, ...]]:
    """Without dates that have just passed and come again in a year, where another day was named."""
    near = [dates for dates in readings if any(day < today + _LONG for day in dates)]
    return near or readings


def _agreed(readings: Sequence[tuple[date, ...] | None]) -> tuple[date, ...]:
    """The days on which all words agree; where there are none, all that were named."""
    sets = [set(dates or ()) for dates in readings]
    common = set.intersection(*sets)
    return tuple(sorted(common or set.union(*sets)))


def _merged(values: Sequence[DayValue], today: date) -> list[DayValue]:
    """Words that are parts of one day, put together ("next week" and "Tuesday")."""
    values = _in_week([week_counted(value, today) for value in values], today)
    values = _in_year(_in_month(values, today), today)
    return _fitting_weekdays(values, today)


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
            dates = _readings(value, today, None) or ()
            if any(monday <= day < monday + timedelta(weeks=1) for day in dates):
                return True
    return False


def _in_month(values: list[DayValue], today: date) -> list[DayValue]:
    months = [value for value in values if isinstance(value, Month)]
    days = [value for value in values if isinstance(value, CalendarDay) and value.month is None]
    if len(months) != 1:
        return values
    month, year = month_of(months[0], today)
    if days:
        rest = [value for value in values if value is not months[0] and value not in days]
        return rest + [replace(day, month=month, year=year) for day in days]
    dated = [value for value in values if isinstance(value, CalendarDay)]
    return [value for value in values if value is not months[0]] if dated else values


def _in_year(values: list[DayValue], today: date) -> list[DayValue]:
    """Without a year that the dates beside it are in anyway."""
    years = {today.year + value.years for value in values if isinstance(value, Year)}
    others: list[DayValue] = [value for value in values if not isinstance(value, Year)]
    dates = [day for value in others for day in _readings(value, today, None) or ()]
    fits = dates and all(day.year in years for day in dates)
    return others if fits else values


def _fitting_weekdays(values: list[DayValue], today: date) -> list[DayValue]:
    """Without weekdays that a date beside them has anyway ("Thursday 3 December")."""
    dated = [value for value in values if isinstance(value, CalendarDay | Figures | DaysAhead | DaysOn)]
    weekdays = {day.weekday() for value in dated for day in _readings(value, today, None) or ()}
    return [
        value
        for value in values
        if not (isinstance(value, Weekday) and value.weekday in weekdays and not value.later)
        or (any(isinstance(one, Figures) for one in dated) and len(weekdays) > 1)
    ]


def _readings(value: DayValue, today: date, given: date | None) -> tuple[date, ...] | None:
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
    # On a Monday, "Monday" may be today or in a week.
    if ahead or value.coming:
        return (coming,)
    return today + timedelta(weeks=value.later), coming

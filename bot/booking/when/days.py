"""Which day the words for days mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from bot.booking.when.calendar_days import LONG
from bot.booking.when.counted_weeks import week_counted
from bot.booking.when.day_readings import readings
from bot.booking.when.day_values import (
    AnyDay,
    Beside,
    CalendarDay,
    DaysOn,
    DayValue,
    Figures,
    Week,
    Weekday,
    WeekOn,
    Workday,
)
from bot.booking.when.merging import merged
from bot.booking.when.steps import Step, is_step, stepped


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
    steps = [value for value in distinct if is_step(value)]
    if steps:
        distinct = _without_weekdays_of_dates(distinct, today)
    named = [
        value for value in distinct if not isinstance(value, DaysOn | AnyDay | Beside | WeekOn | Workday)
    ]
    if not (steps and named):
        return _counted_on_given(steps, given) or _named_days(named or distinct, today, given)
    if any(isinstance(step, WeekOn) for step in steps):
        return _in_week_on(steps, named, today, given)
    return _counted_on_named(steps, named, today, given)


def _counted_on_named(
    steps: Sequence[Step], named: Sequence[DayValue], today: date, given: date | None
) -> Days:
    """What is counted from the days named, if it falls on the weekday said beside them."""
    plain = [value for value in named if isinstance(value, Weekday) and value.week is None]
    others = [value for value in named if value not in plain]
    bases = _without_repeats(steps, others or plain, today, given)
    found = _counted_on(steps, _named_days(bases, today, given), one_base=len(bases) == 1)
    weekdays = {value.weekday for value in plain if others}
    fits = all(day.weekday() in weekdays for day in found.dates)
    return found if fits or not weekdays else replace(found, dates=(), vague=True)


def _counted_on_given(steps: Sequence[Step], given: date | None) -> Days | None:
    """A weekday counted from the day already chosen, where the message names no other."""
    weekdays = [step for step in steps if isinstance(step, Beside | WeekOn) and step.weekday is not None]
    if given is None or not weekdays or len(weekdays) < len(steps):
        return None
    return Days(tuple(sorted({stepped(step, given) for step in weekdays})))


def _without_weekdays_of_dates(values: Sequence[DayValue], today: date) -> list[DayValue]:
    """Without a weekday that belongs to the date behind it ("the day after Sunday 17 January")."""
    owned = {
        place
        for place, (weekday, behind) in enumerate(pairwise(values))
        if isinstance(weekday, Weekday)
        and isinstance(behind, CalendarDay | Figures)
        and weekday.weekday in {day.weekday() for day in readings(behind, today, None) or ()}
    }
    return [value for place, value in enumerate(values) if place not in owned]


def _without_repeats(
    steps: Sequence[Step], bases: Sequence[DayValue], today: date, given: date | None
) -> Sequence[DayValue]:
    """Without a day of the month that says again what is counted ("four days before, so the 13th")."""
    bare = {value.day for value in bases if isinstance(value, CalendarDay) and value.month is None}
    others = [value for value in bases if not (isinstance(value, CalendarDay) and value.month is None)]
    if not (bare and others):
        return bases
    dates = _named_days(others, today, given).dates
    counted = {stepped(step, day).day for step in steps for day in dates}
    return others if len(dates) == 1 and counted == bare else bases


def _in_week_on(steps: Sequence[Step], named: Sequence[DayValue], today: date, given: date | None) -> Days:
    """A week counted from the one named, with the weekday said beside it."""
    step = steps[0]
    plain = [value for value in named if isinstance(value, Weekday) and value.week is None]
    bases = [value for value in named if value not in plain]
    weeks = _weeks_of(bases or plain, today, given)
    if len(steps) > 1 or not isinstance(step, WeekOn) or step.either or len(weeks) != 1:
        return Days(vague=True)
    week = weeks.pop() + step.weeks
    if step.weekday is None:
        return _named_days([Week(week), *plain], today, given)
    others = [value for value in plain if bases and value.weekday != step.weekday]
    return _named_days([Weekday(step.weekday, week=week), *others], today, given)


def _weeks_of(bases: Sequence[DayValue], today: date, given: date | None) -> set[int]:
    """The weeks in which days lie, counted from this one; a week that was named is one of them."""
    values = [week_counted(value, today) for value in bases]
    if len(values) == 1 and isinstance(values[0], Week):
        return {values[0].week}
    monday = today - timedelta(days=today.weekday())
    return {(day - monday).days // 7 for day in _named_days(bases, today, given).dates}


def _counted_on(steps: Sequence[Step], found: Days, *, one_base: bool) -> Days:
    """What is counted from the day found ("the day after Boxing Day"), and that day where it may be meant."""
    if len(found.dates) != 1:
        return _said_twice(steps, found) or _each_counted_on(steps, found, one_base=one_base)
    base = found.dates[0]
    dates = {stepped(step, base) for step in steps}
    either = any(step.either for step in steps)
    return replace(found, dates=tuple(sorted(dates | ({base} if either else set()))))


def _said_twice(steps: Sequence[Step], found: Days) -> Days | None:
    """The one of the days that is counted from another of them ("the day before Christmas, 24 December")."""
    plain = [step for step in steps if not step.either]
    dates = {stepped(step, day) for step in plain for day in found.dates} & {*found.dates}
    return replace(found, dates=tuple(dates)) if len(dates) == 1 else None


def _each_counted_on(steps: Sequence[Step], found: Days, *, one_base: bool) -> Days:
    """What is counted from each day that one word may mean ("next Thursday, or the day after that")."""
    if not one_base or any(step.either for step in steps):
        return found
    return replace(found, dates=tuple(sorted({stepped(step, day) for step in steps for day in found.dates})))


def _named_days(values: Sequence[DayValue], today: date, given: date | None) -> Days:
    found = [readings(value, today, given) for value in merged(values, today)]
    if any(dates is None for dates in found):
        return Days(impossible=True)
    named = [dates for dates in found if dates]
    if not named or len(named) < len(found):
        return Days(vague=bool(found), dates=())
    return Days(_agreed(_near(named, today)))


def _near(found: Sequence[tuple[date, ...]], today: date) -> Sequence[tuple[date, ...]]:
    """Without dates that have just passed and come again in a year, where another day was named."""
    near = [dates for dates in found if any(day < today + LONG for day in dates)]
    return near or found


def _agreed(found: Sequence[tuple[date, ...] | None]) -> tuple[date, ...]:
    """The days on which all words agree; where there are none, all that were named."""
    sets = [set(dates or ()) for dates in found]
    common = set.intersection(*sets)
    return tuple(sorted(common or set.union(*sets)))

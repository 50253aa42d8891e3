"""Which day the words for days mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from bot.booking.when.dates_said import LONG
from bot.booking.when.day_readings import readings
from bot.booking.when.day_values import AnyDay, Beside, DaysOn, DayValue, Weekday
from bot.booking.when.merging import merged

_WEEK: Final = 7


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
    steps = [value for value in distinct if isinstance(value, Beside) or _is_step(value)]
    named = [value for value in distinct if not isinstance(value, DaysOn | AnyDay | Beside)]
    if not (steps and named):
        return _named_days(named or distinct, today, given)
    plain = [value for value in named if isinstance(value, Weekday) and value.week is None]
    bases = [value for value in named if value not in plain] or plain
    found = _counted_on(steps, _named_days(bases, today, given))
    weekdays = {value.weekday for value in plain if value not in bases}
    fits = all(day.weekday() in weekdays for day in found.dates)
    return found if fits or not weekdays else replace(found, dates=(), vague=True)


def _is_step(value: DayValue) -> bool:
    return isinstance(value, DaysOn) and value.days != 0


def _counted_on(steps: Sequence[DayValue], found: Days) -> Days:
    """What is counted from the day found ("the day after Boxing Day"), and that day where it may be meant."""
    if len(found.dates) != 1:
        return _said_twice(steps, found)
    base = found.dates[0]
    dates = {_stepped(step, base) for step in steps}
    either = any(isinstance(step, DaysOn) and step.either for step in steps)
    return replace(found, dates=tuple(sorted(dates | ({base} if either else set()))))


def _said_twice(steps: Sequence[DayValue], found: Days) -> Days:
    """The one of the days that is counted from another of them ("the day before Christmas, 24 December")."""
    plain = [step for step in steps if not (isinstance(step, DaysOn) and step.either)]
    dates = {_stepped(step, day) for step in plain for day in found.dates} & {*found.dates}
    return replace(found, dates=tuple(dates)) if len(dates) == 1 else found


def _stepped(step: DayValue, base: date) -> date:
    """The day so many days on, or the first such weekday after a day or the last before it."""
    if isinstance(step, DaysOn):
        return base + timedelta(days=step.days)
    if not isinstance(step, Beside):
        return base
    ahead = (step.weekday - base.weekday()) % _WEEK or _WEEK
    behind = (base.weekday() - step.weekday) % _WEEK or _WEEK
    return base + timedelta(days=ahead if step.after else -behind)


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

"""What a day means beside others that were named and not wished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from bot.booking.when.calendar_days import REACH, calendar_day
from bot.booking.when.day_values import (
    CalendarDay,
    DaysAhead,
    DayValue,
    Figures,
    Month,
    NthDay,
    VagueDay,
    Week,
    Weekday,
    WeekNumber,
    WeekOf,
    WeekOn,
)
from bot.booking.when.mention import Mention, Value
from bot.booking.when.steps import is_step

_BASES: Final = (CalendarDay, DaysAhead, Figures, NthDay, Week, Weekday, WeekNumber, WeekOf)
# Words for one day stand no further apart than this ("Sunday, 17 January").
_NEAR: Final = 3


def reread(mentions: Sequence[Mention], dropped: Sequence[Mention], today: date) -> list[Mention]:
    """The mentions as they are meant beside those that were dropped."""
    if not any(isinstance(one.value, DayValue) for one in dropped):
        return list(mentions)
    return _with_base([_reread(mention, dropped, today) for mention in mentions], dropped)


def _reread(mention: Mention, dropped: Sequence[Mention], today: date) -> Mention:
    value = mention.value
    if isinstance(value, Weekday) and value.week is None:
        return replace(mention, value=_coming(mention, value, dropped))
    if isinstance(value, CalendarDay) and _may_be_of_their_month(value, dropped, today):
        return replace(mention, value=VagueDay())
    return mention


def _coming(mention: Mention, value: Weekday, dropped: Sequence[Mention]) -> Weekday:
    """The coming one, for who has refused another day does not mean today.

    It may be that of next week where the other day was of next week ("I leave next Wednesday, so Tuesday"),
    and is of it where "next" stands beside this week ("not this week, next Tuesday").
    """
    if value.either and any(_is_sooner(one, mention, value) for one in dropped):
        return replace(value, week=1, either=False)
    later = any(isinstance(one.value, Weekday) and one.looks_ahead for one in dropped)
    return replace(value, coming=True, either=later or value.either)


def _is_sooner(other: Mention, mention: Mention, value: Weekday) -> bool:
    """Whether what was not wished is this week, or the same weekday without "next" before it."""
    if isinstance(other.value, Weekday) and other.value.weekday == value.weekday and not other.value.either:
        before = other.value.week is None and not other.value.later and other.end <= mention.start
        return other.value.week == 0 or before
    return other.value == Week(0)


def _with_base(mentions: list[Mention], dropped: Sequence[Mention]) -> list[Mention]:
    """With the day from which another is counted, where it was said before and is not wished itself."""
    days = [one for one in mentions if one.is_day]
    steps = [one for one in days if is_step(one.value)]
    if not steps or not all(one in steps or _is_of_a_week_on(one.value, steps) for one in days):
        return mentions
    before = [one for one in dropped if one.end <= steps[0].start and not one.looks_back]
    base = _base([one for one in before if isinstance(one.value, _BASES)])
    if base is None:
        return mentions
    read = VagueDay() if _has_no_month(base.value, before) else base.value
    return sorted([*mentions, replace(base, value=read)], key=lambda one: one.start)


def _is_of_a_week_on(value: Value, steps: Sequence[Mention]) -> bool:
    """Whether it is the weekday of a week that is counted from another."""
    bare = any(isinstance(one.value, WeekOn) and one.value.weekday is None for one in steps)
    return bare and isinstance(value, Weekday) and value.week is None


def _base(days: Sequence[Mention]) -> Mention | None:
    """The last of the days; the date where a weekday beside it says the same day."""
    if not days:
        return None
    pairs = [pair for pair in pairwise(days) if pair[1] is days[-1]]
    beside = [before for before, last in pairs if last.start - before.end <= _NEAR]
    dates = [one for one in [*beside, days[-1]] if isinstance(one.value, CalendarDay | Figures)]
    return (dates or list(days))[-1]


def _has_no_month(value: Value, others: Sequence[Mention]) -> bool:
    """Whether a day of the month may be of a month that was named elsewhere."""
    named = any(isinstance(one.value, CalendarDay | Month) and one.value.month for one in others)
    return isinstance(value, CalendarDay) and value.month is None and named


def _may_be_of_their_month(value: CalendarDay, dropped: Sequence[Mention], today: date) -> bool:
    """Whether a day without a month may be of another's ("I land on 5 January, so on the 6th")."""
    if value.month is not None:
        return False
    months = {one.value.month for one in dropped if isinstance(one.value, CalendarDay)}
    others = [calendar_day(replace(value, month=month), today) or () for month in months if month]
    near = {day for days in others for day in days if day <= today + REACH}
    return bool(near - {*(calendar_day(value, today) or ())})

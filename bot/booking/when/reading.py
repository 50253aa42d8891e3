"""The day and time that the wished mentions of a message come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Final

from bot.booking.when.day_values import (
    AnyDay,
    CalendarDay,
    DaysAhead,
    DayValue,
    Figures,
    NthDay,
    VagueDay,
    Weekday,
)
from bot.booking.when.days import Days, resolve_days
from bot.booking.when.just_passed import just_passed
from bot.booking.when.mention import Mention, Value
from bot.booking.when.outcome import Choice, Part, Problem, When
from bot.booking.when.time_values import Clock, DayPart, HourOrDay, MinutesAhead, TimeValue
from bot.booking.when.times import Times, resolve_times
from knowledge.opening_hours import OpeningHours

_PART_ENDS: Final = {Part.MORNING: time(12), Part.AFTERNOON: time(18)}
_MOST_CHOICES: Final = 6
_SOON: Final = 35


class Reading:
    """The mentions that count, read at a moment."""

    def __init__(
        self, mentions: Sequence[Mention], moment: datetime, hours: OpeningHours, given: date | None
    ) -> None:
        read = _without_asides([_number_read(mention.value, moment.date()) for mention in mentions])
        self._values = [value for value in read if not isinstance(value, AnyDay)] or read
        self._moment = moment
        self._hours = hours
        self._given = given

    def when(self) -> When:
        """The day and time, or why they cannot be taken."""
        ahead = [value for value in self._values if isinstance(value, MinutesAhead)]
        if ahead and not self._names_another_moment():
            later = self._moment + timedelta(minutes=ahead[0].minutes)
            return self._checked(When(later.date(), later.time().replace(second=0, microsecond=0)))
        days = self._days()
        day = days.dates[0] if len(days.dates) == 1 else None
        times = resolve_times(self._times, day, self._hours)
        days = self._to_come(days, times)
        pairs = self._pairs() if len(days.dates) > 1 and len(times.times) > 1 else ()
        when = self._checked(_together(days, times))
        return replace(when, choices=pairs) if pairs else when

    def _names_another_moment(self) -> bool:
        """Whether a time or another day than today stands beside minutes ahead, which are then a duration."""
        return any(
            isinstance(value, Clock) or (isinstance(value, DayValue) and value != DaysAhead(0))
            for value in self._values
        )

    def _pairs(self) -> tuple[Choice, ...]:
        """The choices of "Tuesday at 3 or Wednesday at 10": each day with the time beside it."""
        days = [value for value in self._values if isinstance(value, DayValue)]
        clocks = [value for value in self._times if isinstance(value, Clock)]
        if len(days) != len(clocks):
            return ()
        found = []
        for day, clock in zip(days, clocks, strict=True):
            dates = resolve_days([day], self._moment.date(), self._given).dates
            times = resolve_times([clock], dates[0] if dates else None, self._hours).times
            found += [Choice(one, moment) for one, moment in product(dates, times)]
        return tuple(found)

    @property
    def _times(self) -> list[TimeValue | DayPart]:
        times = (value for value in self._values if isinstance(value, TimeValue | DayPart))
        return [value for value in times if not isinstance(value, MinutesAhead)]

    def _days(self) -> Days:
        values = [value for value in self._values if isinstance(value, DayValue)]
        if values:
            return resolve_days(values, self._moment.date(), self._given)
        return Days((self._given,) if self._given else ())

    def _to_come(self, days: Days, times: Times) -> Days:
        """Without today, where another day may be meant and the time has passed today."""
        today = self._moment.date()
        if len(days.dates) < 2 or today not in days.dates or not self._has_passed(times):
            return days
        return replace(days, dates=tuple(day for day in days.dates if day != today))

    def _has_passed(self, times: Times) -> bool:
        ends = times.times or tuple(_PART_ENDS.get(part, time.max) for part in times.parts)
        return bool(ends) and max(ends) <= self._moment.time()

    def _checked(self, when: When) -> When:
        """With the problem that a day or time in the past is."""
        if when.problem or when.date is None:
            return when
        today = self._moment.date()
        day = just_passed(when.date, self._values, today)
        end = when.time or _PART_ENDS.get(when.part or Part.EVENING, time.max)
        now = self._moment.time().replace(second=0, microsecond=0)
        if day < today or (day == today and end < now):
            return replace(when, date=day, problem=Problem.PAST)
        return when


def _number_read(value: Value, today: date) -> Value:
    """A number after a weekday as an hour; unclear where that may be its date ("Thursday 3")."""
    if not isinstance(value, HourOrDay):
        return value
    soon = (today + timedelta(days=days) for days in range(_SOON))
    if any(day.weekday() == value.weekday and day.day == value.number for day in soon):
        return VagueDay()
    minutes = value.number * 60 if value.number < 24 else None
    return Clock(minutes, bare=1 <= value.number <= 12)


def _without_asides(values: Sequence[Value]) -> list[Value]:
    """Without "after New Year", where a date is named too, and "before Christmas", where any day is."""
    dated = any(_is_date(value) for value in values)
    named = dated or any(isinstance(value, CalendarDay | NthDay | Weekday) for value in values)
    return [
        value
        for value in values
        if not (isinstance(value, VagueDay) and ((value.aside and dated) or (value.deadline and named)))
    ]


def _is_date(value: Value) -> bool:
    dated = isinstance(value, CalendarDay | NthDay) and value.month is not None
    return dated or isinstance(value, Figures | DaysAhead)


def _together(days: Days, times: Times) -> When:
    day = days.dates[0] if len(days.dates) == 1 else None
    moment = times.times[0] if len(times.times) == 1 else None
    part = times.parts[0] if len(times.parts) == 1 and not times.times else None
    when = When(day, moment, part)
    if days.impossible or times.impossible:
        return replace(when, problem=Problem.IMPOSSIBLE)
    many = max(len(days.dates), len(times.times), len(times.parts)) > 1
    if many or days.vague or times.vague:
        return replace(when, problem=Problem.AMBIGUOUS, choices=_choices(days, times) if many else ())
    return when


def _choices(days: Days, times: Times) -> tuple[Choice, ...]:
    dates: Sequence[date | None] = days.dates or (None,)
    if times.times:
        found = [Choice(day, moment) for day, moment in product(dates, times.times)]
    else:
        found = [Choice(day, None, part) for day, part in product(dates, times.parts or (None,))]
    return tuple(found[:_MOST_CHOICES])

"""A day of the month beside its weekday ("14 January ... Thursday the 7th", "Monday 14, 4.15 pm")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.booking.when.calendar_days import REACH, calendar_day, on_day
from bot.booking.when.day_readings import readings
from bot.booking.when.day_values import CalendarDay, Figures, Month, Weekday
from bot.booking.when.mention import Mention
from bot.booking.when.time_values import Clock, HourOrDay

_NEAR: Final = 3


def with_dates_before_times(mentions: Sequence[Mention], today: date) -> list[Mention]:
    """The number behind a weekday is its date where it is no hour, or where a time follows it at once."""
    following = [*mentions[1:], None]
    return [
        replace(one, value=CalendarDay(one.value.number))
        if isinstance(one.value, HourOrDay)
        and _is_date_of(one.value, today)
        and (one.value.is_surely_day or _is_before_time(one, next_one))
        else one
        for one, next_one in zip(mentions, following, strict=False)
    ]


def _is_before_time(one: Mention, other: Mention | None) -> bool:
    timed = other is not None and isinstance(other.value, Clock)
    return timed and other is not None and 0 <= other.start - one.end < _NEAR


def _is_date_of(value: HourOrDay, today: date) -> bool:
    dates = calendar_day(CalendarDay(value.number), today) or ()
    return any(day.weekday() == value.weekday for day in dates)


def in_months_of_weekdays(mentions: Sequence[Mention], today: date) -> list[Mention]:
    """Where a date is named before it, a day of the month is in the month in which its weekday fits."""
    return [_in_month(one, place, mentions, today) for place, one in enumerate(mentions)]


def _in_month(one: Mention, place: int, mentions: Sequence[Mention], today: date) -> Mention:
    value = one.value
    weekday = _weekday_beside(place, mentions)
    if not isinstance(value, CalendarDay) or value.month is not None or weekday is None:
        return one
    coming = {day for day in calendar_day(value, today) or () if day.weekday() == weekday}
    said = {*_dates_to_come(mentions[:place], today)}
    found = coming or {day for one_said in said for day in _of_month(value, one_said, weekday, today)}
    sure = said and len(found) == 1 and not any(isinstance(other.value, Month) for other in mentions)
    return replace(one, value=replace(value, month=found.pop().month)) if sure else one


def _of_month(value: CalendarDay, said: date, weekday: int, today: date) -> list[date]:
    """The day in the month of a date that was named, if it is to come and has its weekday."""
    days = on_day(value.day, said.month, said.year) or ()
    return [day for day in days if day >= today and day.weekday() == weekday]


def _weekday_beside(place: int, mentions: Sequence[Mention]) -> int | None:
    """The weekday that stands beside a mention, where one alone does."""
    one = mentions[place]
    beside = {
        other.value.weekday
        for other in mentions[max(place - 1, 0) : place + 2]
        if isinstance(other.value, Weekday) and one.distance(other) <= _NEAR
    }
    return beside.pop() if len(beside) == 1 else None


def _dates_to_come(mentions: Sequence[Mention], today: date) -> Iterator[date]:
    for one in mentions:
        if isinstance(one.value, CalendarDay | Figures):
            dates = readings(one.value, today, None) or ()
            yield from (day for day in dates if len(dates) == 1 and today <= day <= today + REACH)

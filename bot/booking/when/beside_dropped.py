"""What a day means beside others that were named and not wished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.booking.when.calendar_days import REACH, calendar_day
from bot.booking.when.day_values import CalendarDay, DayValue, VagueDay, Weekday
from bot.booking.when.mention import Mention


def reread(mentions: Sequence[Mention], dropped: Sequence[Mention], today: date) -> list[Mention]:
    """The mentions as they are meant beside those that were dropped."""
    if not any(isinstance(one.value, DayValue) for one in dropped):
        return list(mentions)
    return [_reread(mention, dropped, today) for mention in mentions]


def _reread(mention: Mention, dropped: Sequence[Mention], today: date) -> Mention:
    value = mention.value
    if isinstance(value, Weekday) and value.week is None:
        return replace(mention, value=_coming(value, dropped))
    if isinstance(value, CalendarDay) and _may_be_of_their_month(value, dropped, today):
        return replace(mention, value=VagueDay())
    return mention


def _coming(value: Weekday, dropped: Sequence[Mention]) -> Weekday:
    """The coming one, for who has refused another day does not mean today.

    It may be that of next week where the other day was of next week ("I leave next Wednesday, so Tuesday").
    """
    later = any(isinstance(one.value, Weekday) and one.looks_ahead for one in dropped)
    return replace(value, coming=True, either=later or value.either)


def _may_be_of_their_month(value: CalendarDay, dropped: Sequence[Mention], today: date) -> bool:
    """Whether a day without a month may be of another's ("I land on 5 January, so on the 6th")."""
    if value.month is not None:
        return False
    months = {one.value.month for one in dropped if isinstance(one.value, CalendarDay)}
    others = [calendar_day(replace(value, month=month), today) or () for month in months if month]
    near = {day for days in others for day in days if day <= today + REACH}
    return bool(near - {*(calendar_day(value, today) or ())})

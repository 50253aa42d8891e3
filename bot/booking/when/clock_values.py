"""The times that a rule's match stands for."""

from __future__ import annotations

from typing import Final

from bot.booking.when.day_values import Figures
from bot.booking.when.fields import Fields
from bot.booking.when.grammar import Constant
from bot.booking.when.mention import Value
from bot.booking.when.time_values import Bound, Clock, Span, TimeOrDate, VagueTime

_DAY: Final = 24 * 60
_HALF_DAY: Final = 12 * 60


def dotted(fields: Fields) -> Value:
    """Two numbers with a dot: a time such as 14.30, or a date such as 3.12, or either."""
    first, second = fields.number("first"), fields.number("second")
    two_digits = len(fields.raw("second") or "") == 2
    a_time = two_digits and first <= 23 and second <= 59
    a_date = 1 <= first <= 31 and 1 <= second <= 12
    if a_time and (not a_date or second == 0):
        return _clock_at(first, second, fields.raw("first"), None)
    if a_time and second % 5 == 0:
        return TimeOrDate(first, second)
    return Figures(first, second, None, day_first=True)


def clock(fields: Fields) -> Clock:
    """A time from ``hour`` and ``minute``; ``plus`` minutes are added, ``sign`` -1 counts them back."""
    hour, minute = fields.number("hour"), fields.number("minute") * fields.number("times", 1)
    shift = fields.number("plus") + fields.number("sign", 1) * minute
    half = fields.get("half")
    # Half an hour before 12 in the morning is before noon.
    half = "exact" if (hour, half) == (12, "am") and shift < 0 else half
    start = _clock_at(hour, 0, fields.raw("hour") if fields.raw("minute") else None, half)
    if start.minutes is None or not 0 <= minute <= 59:
        return Clock(None, bare=False)
    return Clock((start.minutes + shift) % _DAY, start.bare)


def _clock_at(hour: int, minute: int, written: str | None, half: Constant | None) -> Clock:
    """A time; a leading zero ("03:00") says that it is one of 24 hours."""
    if hour > 23 or minute > 59 or (half == "am" and hour > 12):
        return Clock(None, bare=False)
    minutes = hour * 60 + minute
    if half in ("am", "pm") and hour <= 12:
        return Clock(minutes % _HALF_DAY + (_HALF_DAY if half == "pm" else 0), bare=False)
    exact = half is not None or not 1 <= hour <= 12 or (written or "").startswith("0")
    return Clock(minutes, bare=not exact)


def bound(fields: Fields) -> Value:
    """A time after or before which the appointment should be."""
    return Bound(fields.get("side") == "after", clock(fields))


def span(fields: Fields) -> Value:
    """The time between two hours."""
    half = fields.get("half")
    start = _clock_at(fields.number("hour"), fields.number("minute"), None, fields.get("firsthalf"))
    end = _clock_at(fields.number("until"), fields.number("untilminute"), None, half)
    return Span(start, end)


def either_minute(fields: Fields) -> Value:
    """A time whose number after the hour may count minutes or five minutes."""
    hour, minute = fields.number("hour"), fields.number("minute")
    return VagueTime((hour * 60 + minute, hour * 60 + 5 * minute))


def two_hours(fields: Fields) -> Value:
    """A time that is one of two hours."""
    half = fields.get("half")
    clocks = (
        _clock_at(fields.number("hour"), 0, None, fields.get("firsthalf") or half),
        _clock_at(fields.number("until"), 0, None, half),
    )
    return VagueTime(
        tuple(clock.minutes + fields.number("plus") for clock in clocks if clock.minutes is not None)
    )

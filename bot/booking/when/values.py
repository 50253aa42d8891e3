"""What a rule's match stands for: one builder for each way in which a rule ``reads``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.booking.when.day_values import (
    AnyDay,
    Beside,
    CalendarDay,
    DayFromNamed,
    DaysAhead,
    DaysOn,
    Figures,
    Month,
    MonthsAhead,
    NthDay,
    VagueDay,
    Week,
    Weekday,
    WeekdayFromNamed,
    Weekend,
    WeekNumber,
    WeekOf,
    WeekOn,
    WeeksAhead,
    WinterSolstice,
    Workday,
    Year,
)
from bot.booking.when.grammar import Constant, Rule
from bot.booking.when.mention import Value
from bot.booking.when.time_values import (
    Bound,
    Clock,
    DayPart,
    HourOrDay,
    Length,
    MinutesAhead,
    Opening,
    Span,
    TimeOrDate,
    VagueTime,
)

_DAY: Final = 24 * 60
_HALF_DAY: Final = 12 * 60


class Fields:
    """The groups of a match, as their tables have them, and the constants of its rule."""

    def __init__(self, rule: Rule, match: re.Match[str]) -> None:
        self._rule = rule
        self._groups = match.groupdict()

    def raw(self, name: str) -> str | None:
        """The words of a group as they stand in the text."""
        return self._groups.get(name)

    def get(self, name: str) -> Constant | None:
        """The meaning of a group, else the constant; None where neither is there."""
        word = self._groups.get(name)
        if word is None:
            return self._rule.constants.get(name)
        table = self._rule.slots.get(name, {})
        return table[word] if word in table else int(word)

    def number(self, name: str, default: int = 0) -> int:
        """The number of a field."""
        value = self.get(name)
        return default if value is None else int(value)

    def maybe(self, name: str) -> int | None:
        """The number of a field, if it is there."""
        value = self.get(name)
        return None if value is None else int(value)


def values(reads: str, fields: Fields) -> Sequence[Value]:
    """What a match is read as: nothing, one value, or a day with a part of it."""
    part = fields.get("part")
    parts = [DayPart(str(part))] if part is not None else []
    if reads == "weekday_number":
        beside = HourOrDay(fields.number("weekday"), fields.number("number"))
        return [Weekday(fields.number("weekday")), beside]
    if reads == "beside_date":
        base = WinterSolstice() if fields.get("month") is None else _date(fields)
        return [base, _beside(fields)]
    build = _BUILDERS.get(reads)
    return [build(fields), *parts] if build else parts


def _weekday(fields: Fields) -> Value:
    return Weekday(
        fields.number("weekday"),
        week=fields.maybe("week"),
        coming=bool(fields.get("coming")),
        later=fields.number("later"),
        either=bool(fields.get("either")),
        from_today=bool(fields.get("from_today")),
    )


def _beside(fields: Fields) -> Value:
    """A weekday beside a day, or a working day where none is named."""
    after, weekday = fields.number("sign") > 0, fields.maybe("weekday")
    return Workday(after) if weekday is None else Beside(weekday, after)


def _nth_day(fields: Fields) -> Value:
    return NthDay(
        fields.number("nth"), fields.maybe("weekday"), fields.maybe("month"), fields.maybe("months")
    )


def _month(fields: Fields) -> Value:
    return Month(fields.maybe("month"), fields.maybe("months"))


def _date(fields: Fields) -> CalendarDay:
    return CalendarDay(fields.number("day"), fields.maybe("month"), _year(fields))


def _year(fields: Fields) -> int | None:
    year = fields.maybe("year")
    return year + 2000 if year is not None and year < 100 else year


def _figures(fields: Fields) -> Value:
    order = fields.get("order")
    day_first = None if order == "either" else order != "month_first"
    return Figures(fields.number("first"), fields.number("second"), _year(fields), day_first)


def _dotted(fields: Fields) -> Value:
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


def _clock(fields: Fields) -> Clock:
    """A time from ``hour`` and ``minute``; ``plus`` minutes are added, ``sign`` -1 counts them back."""
    hour, minute = fields.number("hour"), fields.number("minute") * fields.number("times", 1)
    shift = fields.number("plus") + fields.number("sign", 1) * minute
    half = fields.get("half")
    # Half an hour before 12 in the morning is before noon.
    half = "exact" if (hour, half) == (12, "am") and shift < 0 else half
    clock = _clock_at(hour, 0, fields.raw("hour") if fields.raw("minute") else None, half)
    if clock.minutes is None or not 0 <= minute <= 59:
        return Clock(None, bare=False)
    return Clock((clock.minutes + shift) % _DAY, clock.bare)


def _clock_at(hour: int, minute: int, written: str | None, half: Constant | None) -> Clock:
    """A time; a leading zero ("03:00") says that it is one of 24 hours."""
    if hour > 23 or minute > 59 or (half == "am" and hour > 12):
        return Clock(None, bare=False)
    minutes = hour * 60 + minute
    if half in ("am", "pm") and hour <= 12:
        return Clock(minutes % _HALF_DAY + (_HALF_DAY if half == "pm" else 0), bare=False)
    exact = half is not None or not 1 <= hour <= 12 or (written or "").startswith("0")
    return Clock(minutes, bare=not exact)


def _bound(fields: Fields) -> Value:
    return Bound(fields.get("side") == "after", _clock(fields))


def _span(fields: Fields) -> Value:
    half = fields.get("half")
    start = _clock_at(fields.number("hour"), fields.number("minute"), None, fields.get("firsthalf"))
    end = _clock_at(fields.number("until"), fields.number("untilminute"), None, half)
    return Span(start, end)


def _either_minute(fields: Fields) -> Value:
    """A time whose number after the hour may count minutes or five minutes."""
    hour, minute = fields.number("hour"), fields.number("minute")
    return VagueTime((hour * 60 + minute, hour * 60 + 5 * minute))


def _two_hours(fields: Fields) -> Value:
    half = fields.get("half")
    clocks = (
        _clock_at(fields.number("hour"), 0, None, fields.get("firsthalf") or half),
        _clock_at(fields.number("until"), 0, None, half),
    )
    return VagueTime(
        tuple(clock.minutes + fields.number("plus") for clock in clocks if clock.minutes is not None)
    )


_BUILDERS: Final[Mapping[str, Callable[[Fields], Value]]] = {
    "ahead": lambda fields: DaysAhead(fields.number("ahead") * fields.number("days", 1)),
    "day_from_named": lambda fields: DayFromNamed(
        fields.number("days") * fields.number("on", 1), bool(fields.get("event"))
    ),
    "weekday_from_named": lambda fields: WeekdayFromNamed(fields.number("weekday"), fields.number("side")),
    "beside": _beside,
    "workday": _beside,
    "winter_solstice": lambda _: WinterSolstice(),
    "length": lambda fields: Length(fields.number("count")),
    "on": lambda fields: DaysOn(fields.number("on") * fields.number("days", 1)),
    "weeks_ahead": lambda fields: WeeksAhead(fields.number("weeks")),
    "months_ahead": lambda fields: MonthsAhead(fields.number("months")),
    "weekday": _weekday,
    "week": lambda fields: Week(fields.number("week")),
    "week_on": lambda fields: WeekOn(fields.number("weeks"), fields.maybe("weekday")),
    "week_number": lambda fields: WeekNumber(fields.number("number")),
    "week_of": lambda fields: WeekOf(_date(fields)),
    "nth_day": _nth_day,
    "any_day": lambda _: AnyDay(),
    "weekend": lambda fields: Weekend(fields.number("week")),
    "month": _month,
    "year": lambda fields: Year(fields.number("years")),
    "date": _date,
    "figures": _figures,
    "dotted": _dotted,
    "vague_day": lambda fields: VagueDay(bool(fields.get("aside")), bool(fields.get("deadline"))),
    "clock": _clock,
    "opening": lambda _: Opening(),
    "bound": _bound,
    "span": _span,
    "either_minute": _either_minute,
    "two_hours": _two_hours,
    "vague_time": lambda _: VagueTime(),
    "minutes_ahead": lambda fields: MinutesAhead(
        fields.number("count", 1) * fields.number("unit", 1) + fields.number("plus")
    ),
}

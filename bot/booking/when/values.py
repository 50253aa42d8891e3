"""What a rule's match stands for: one builder for each way in which a rule ``reads``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.booking.when.clock_values import bound, clock, dotted, either_minute, span, two_hours
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
from bot.booking.when.fields import Fields
from bot.booking.when.mention import Value
from bot.booking.when.time_values import (
    DayPart,
    HourOrDay,
    Length,
    MinutesAhead,
    Opening,
    VagueTime,
)


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
    "dotted": dotted,
    "vague_day": lambda fields: VagueDay(bool(fields.get("aside")), bool(fields.get("deadline"))),
    "clock": clock,
    "opening": lambda _: Opening(),
    "bound": bound,
    "span": span,
    "either_minute": either_minute,
    "two_hours": two_hours,
    "vague_time": lambda _: VagueTime(),
    "minutes_ahead": lambda fields: MinutesAhead(
        fields.number("count", 1) * fields.number("unit", 1) + fields.number("plus")
    ),
}

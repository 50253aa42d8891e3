"""Which time the words for times mean: bare hours are read by the opening hours."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from bot.booking.when.outcome import Part
from bot.booking.when.time_values import Bound, Clock, DayPart, Opening, Span, TimeValue, VagueTime
from knowledge.opening_hours import OpeningHours

_NOON: Final = 12 * 60
_HALF_DAY: Final = 12 * 60
_EARLIEST: Final = 7 * 60

# The minutes of the day that may be called by a part's name, and the part as it is passed on.
_PARTS: Final = {
    "morning": (range(3 * 60, _NOON), Part.MORNING),
    "noon": (range(11 * 60, 15 * 60), Part.AFTERNOON),
    "lunch": (range(11 * 60, 15 * 60), Part.AFTERNOON),
    "afternoon": (range(_NOON, 19 * 60), Part.AFTERNOON),
    "evening": (range(17 * 60, 24 * 60), Part.EVENING),
    "night": (range(6 * 60), Part.EVENING),
}


@dataclass(frozen=True)
class Times:
    """The times, else the parts of the day, that may be meant, in their order.

    ``vague``: words asked for a time and named none; ``impossible``: a time was named that is not.
    """

    times: tuple[time, ...] = ()
    parts: tuple[Part, ...] = ()
    vague: bool = False
    impossible: bool = False
    said: bool = False


def resolve_times(values: Sequence[TimeValue | DayPart], day: date | None, hours: OpeningHours) -> Times:
    """The times that words mean together, on a day if it is known."""
    values = [_opening(day, hours) if isinstance(value, Opening) else value for value in values]
    names = list(dict.fromkeys(value.name for value in values if isinstance(value, DayPart)))
    clocks = list(dict.fromkeys(value for value in values if isinstance(value, Clock | VagueTime)))
    limits = [value for value in values if isinstance(value, Bound | Span)]
    if any(isinstance(clock, Clock) and clock.minutes is None for clock in clocks):
        return Times(impossible=True, said=True)
    window = _open_minutes(day, hours)
    if clocks:
        return _from_clocks(clocks, names, window)
    if limits and not names:
        return _from_limits(limits, window)
    if names == ["noon"]:
        return Times(times=(time(12),), said=True)
    return Times(parts=_parts(names), said=bool(names or limits))


def _opening(day: date | None, hours: OpeningHours) -> Clock | VagueTime:
    """When the clinic opens on a day; unclear where it does not, or where the day is unknown."""
    opened = hours.on(day) if day else None
    return Clock(opened[0].hour * 60 + opened[0].minute, bare=False) if opened else VagueTime()


def _parts(names: Collection[str]) -> tuple[Part, ...]:
    return tuple(dict.fromkeys(_PARTS[name][1] for name in names))


def _from_clocks(clocks: Sequence[Clock | VagueTime], names: Sequence[str], window: range) -> Times:
    if any(isinstance(clock, VagueTime) and not clock.minutes for clock in clocks):
        return Times(parts=_parts(names) if len(names) == 1 else (), vague=True, said=True)
    found: set[int] = set()
    for clock in clocks:
        found |= _minutes(clock, names, window)
    return Times(
        times=tuple(time(*divmod(minutes, 60)) for minutes in sorted(found)), said=True, vague=not found
    )


def _minutes(clock: Clock | VagueTime, names: Sequence[str], window: range) -> set[int]:
    """The minutes of the day that a clock's words may mean beside the names of parts of the day."""
    if isinstance(clock, VagueTime):
        readings = [Clock(minutes, bare=1 <= minutes // 60 <= 12) for minutes in clock.minutes]
        return set().union(*(_minutes(reading, names, window) for reading in readings))
    candidates = _candidates(clock)
    if not names:
        return _likeliest(candidates, window)
    fitting = {minutes for minutes in candidates for name in names if minutes in _PARTS[name][0]}
    if clock.bare and fitting and max(fitting) < min(_EARLIEST, window.start):
        # Nobody means four in the morning: it tells of the night, or the time is of another part.
        return set()
    # "Ten in the evening" and "nine in the morning" fit one reading; where none fits, the words disagree.
    return fitting or set(candidates) | {(minutes + _HALF_DAY) % (2 * _HALF_DAY) for minutes in candidates}


def _candidates(clock: Clock) -> tuple[int, ...]:
    minutes = clock.minutes or 0
    if not clock.bare:
        return (minutes,)
    return minutes % _HALF_DAY, minutes % _HALF_DAY + _HALF_DAY


def _likeliest(candidates: Sequence[int], window: range) -> set[int]:
    """The reading within the opening hours, else the nearest to them; both where they are as near."""
    distances = {minutes: _distance(minutes, window) for minutes in candidates}
    nearest = min(distances.values())
    return {minutes for minutes, distance in distances.items() if distance == nearest}


def _distance(minutes: int, window: range) -> int:
    if minutes in window:
        return 0
    return window.start - minutes if minutes < window.start else minutes - window.stop


def _open_minutes(day: date | None, hours: OpeningHours) -> range:
    """The opening hours of a day; those of the whole week where it is unknown or closed."""
    opened = hours.on(day) if day else None
    spans = [opened] if opened else [span for span in hours.week if span]
    starts = [span[0].hour * 60 + span[0].minute for span in spans]
    ends = [span[1].hour * 60 + span[1].minute for span in spans]
    return range(min(starts, default=9 * 60), max(ends, default=18 * 60))


def _from_limits(limits: Sequence[Bound | Span], window: range) -> Times:
    """A bound or a span names no time: only the part of the day in which it lies, if it is one."""
    clocks = [clock for limit in limits for clock in _ends(limit)]
    if any(clock.minutes is None for clock in clocks):
        return Times(impossible=True, said=True)
    parts = {_part_of(limit, window) for limit in limits}
    part = parts.pop() if len(parts) == 1 else None
    return Times(parts=(part,) if part else (), said=True)


def _ends(limit: Bound | Span) -> tuple[Clock, ...]:
    return (limit.clock,) if isinstance(limit, Bound) else (limit.start, limit.end)


def _part_of(limit: Bound | Span, window: range) -> Part | None:
    readings = [_likeliest(_candidates(clock), window) for clock in _ends(limit)]
    if any(len(reading) > 1 for reading in readings):
        return None
    minutes = [reading.pop() for reading in readings]
    if isinstance(limit, Span):
        return _named(minutes[0]) if _named(minutes[0]) is _named(minutes[1] - 1) else None
    if limit.after:
        return _named(minutes[0]) if minutes[0] >= _NOON else None
    return Part.MORNING if minutes[0] <= _NOON else None


def _named(minutes: int) -> Part:
    if minutes < _NOON:
        return Part.MORNING
    return Part.AFTERNOON if minutes < 18 * 60 else Part.EVENING

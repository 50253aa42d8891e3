"""Free times: of a day, nearest to a wish, and a few to begin with."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, select

from bot.booking.calendar import Calendar
from bot.booking.occupancy import busy_cells, first_free
from bot.booking.tables import APPOINTMENTS

_WEEK: Final = 7


def free_between(
    connection: Connection,
    calendar: Calendar,
    service: str,
    days: tuple[date, date],
    *,
    now: datetime,
    moving: str | None = None,
) -> list[datetime]:
    """The free times from the first to the last of two days, soonest first, in the clinic's time zone.

    The appointment with the reference ``moving`` does not stand in its own way.

    Raises:
        UnknownService: when the clinic does not have it.
    """
    starts = list(_starts(calendar, service, days, now))
    if not starts:
        return []
    span = range(calendar.cells(starts[0], service).start, calendar.cells(starts[-1], service).stop)
    busy = busy_cells(connection, span, without=_row_id(connection, moving))
    practitioners = calendar.rules.practitioners
    return [start for start in starts if first_free(practitioners, calendar.cells(start, service), busy)]


def free_on(
    connection: Connection,
    calendar: Calendar,
    service: str,
    day: date,
    *,
    now: datetime,
    moving: str | None = None,
) -> list[datetime]:
    """The free times of a day, soonest first."""
    return free_between(connection, calendar, service, (day, day), now=now, moving=moving)


def nearest_free(
    connection: Connection,
    calendar: Calendar,
    service: str,
    wish: datetime,
    *,
    now: datetime,
    count: int = 3,
    moving: str | None = None,
) -> list[datetime]:
    """The free times nearest to a wish, whatever the wish is, soonest first."""
    present, last = now.astimezone(calendar.hours.zone), calendar.last_day(now)
    wish = max(wish.astimezone(calendar.hours.zone), present)
    middle = min(wish.date(), last)
    nearest: list[datetime] = []
    for reach in (3, 14, calendar.rules.days_ahead):
        ends = max(present.date(), middle - timedelta(reach)), min(last, middle + timedelta(reach))
        found = free_between(connection, calendar, service, ends, now=now, moving=moving)
        nearest = heapq.nsmallest(count, found, key=lambda start: abs(start - wish))
        # On the days beyond, nothing is nearer than this; after the horizon there is nothing.
        near = [start for start in nearest if abs(start - wish) <= timedelta(reach) or wish.date() > last]
        if len(near) == count:
            break
    return sorted(nearest)


def first_of_half_days(
    connection: Connection, calendar: Calendar, service: str, *, now: datetime, count: int = 3
) -> list[datetime]:
    """A few free times to choose from: the first of the next mornings and afternoons that have one."""
    today = now.astimezone(calendar.hours.zone).date()
    chosen: dict[tuple[date, bool], datetime] = {}
    for ahead in range(0, calendar.rules.days_ahead + 1, _WEEK):
        days = today + timedelta(ahead), today + timedelta(ahead + _WEEK - 1)
        for start in free_between(connection, calendar, service, days, now=now):
            chosen.setdefault((start.date(), start.hour >= 12), start)
        if len(chosen) >= count:
            break
    return list(chosen.values())[:count]


def _starts(calendar: Calendar, service: str, days: tuple[date, date], now: datetime) -> Iterator[datetime]:
    for ahead in range((days[1] - days[0]).days + 1):
        yield from calendar.starts(days[0] + timedelta(days=ahead), service, now=now)


def _row_id(connection: Connection, reference: str | None) -> int | None:
    if reference is None:
        return None
    return connection.execute(
        select(APPOINTMENTS.c.id).where(APPOINTMENTS.c.reference == reference)
    ).scalar_one_or_none()

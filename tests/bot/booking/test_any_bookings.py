"""Whatever is asked for, from whatever time zone: no booking where none may be, and none over another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, func, select

from bot.booking.appointment import Appointment
from bot.booking.calendar import Calendar
from bot.booking.errors import BookingError
from bot.booking.free_slots import free_on, nearest_free
from bot.booking.lookup import taking_place_since
from bot.booking.store import book, cancel, move
from bot.booking.tables import OCCUPANCY
from bot.storage.write_lock import take_write_lock
from knowledge.booking_rules import BookingRules
from tests.bot.booking.bookings import NOW, wish

SERVICES = st.sampled_from(["acupuncture", "initial-consultation"])
ZONES = st.sampled_from(
    [
        "Asia/Hong_Kong",
        "Europe/Amsterdam",
        "America/New_York",
        "Asia/Kathmandu",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "Australia/Lord_Howe",
        "UTC",
    ]
).map(ZoneInfo)
RULES = st.builds(
    BookingRules,
    practitioners=st.sampled_from([("chan",), ("chan", "wong")]),
    buffer_minutes=st.sampled_from([0, 10, 30]),
    notice_minutes=st.sampled_from([0, 120]),
    days_ahead=st.sampled_from([1, 90]),
)


@st.composite
def moments(draw: st.DrawFn, around: datetime = NOW) -> datetime:
    """A moment within four months, on the grid and by day more often than not, in any zone."""
    if draw(st.booleans()):
        day = around.date() + timedelta(days=draw(st.integers(-2, 95)))
        clock = time(draw(st.integers(7, 19)), draw(st.sampled_from([0, 15, 30, 45, 50])))
        start = datetime.combine(day, clock, around.tzinfo)
    else:
        start = around + timedelta(seconds=draw(st.integers(-86_400, 120 * 86_400)))
    return start.astimezone(draw(ZONES))


@st.composite
def near_moments(draw: st.DrawFn) -> datetime:
    """A moment of one afternoon, so that bookings get into each other's way."""
    start = datetime(2026, 11, 24, 6, tzinfo=UTC) + timedelta(minutes=15 * draw(st.integers(0, 14)))
    return start.astimezone(draw(ZONES))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["book", "book", "move", "cancel"]),
        st.one_of(near_moments(), moments()),
        SERVICES,
        st.integers(0, 5),
    ),
    max_size=14,
)


@contextmanager
def taken_back(engine: Engine) -> Iterator[Connection]:
    """A transaction that leaves nothing behind."""
    with engine.connect() as connection:
        take_write_lock(connection)
        yield connection
        connection.rollback()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RULES, STEPS)
def test_no_booking_is_where_none_may_be_or_over_another(
    calendar: Calendar, engine: Engine, rules: BookingRules, steps: list[Any]
) -> None:
    clinic = replace(calendar, rules=rules)
    with taken_back(engine) as connection:
        act(connection, clinic, steps)
        check(connection, clinic)


def act(connection: Connection, calendar: Calendar, steps: list[Any]) -> None:
    references: list[str] = []
    for step, start, service, which in steps:
        try:
            with connection.begin_nested():
                if step == "book" or not references:
                    request = wish(start, service=service)
                    references.append(book(connection, calendar, request, now=NOW).reference)
                elif step == "move":
                    reference = references[which % len(references)]
                    move(connection, calendar, reference, start, now=NOW, service=service)
                else:
                    cancel(connection, references[which % len(references)], now=NOW)
        except BookingError:
            continue


def check(connection: Connection, calendar: Calendar) -> None:
    kept = taking_place_since(connection, NOW - timedelta(days=400))
    public = holidays.country_holidays("HK", years=[2026, 2027])
    for appointment in kept:
        local = appointment.start.astimezone(ZoneInfo("Asia/Hong_Kong"))
        closing = time(13) if local.weekday() == 5 else time(18)
        assert local.weekday() != 6
        assert local.date() not in public
        assert time(9) <= local.time()
        assert (appointment.end.date(), appointment.end.time()) <= (local.date(), closing)
        assert (local.minute % 15, local.second, local.microsecond) == (0, 0, 0)
        assert local - NOW >= timedelta(minutes=calendar.rules.notice_minutes)
        assert (local.date() - NOW.date()).days <= calendar.rules.days_ahead
    buffer = timedelta(minutes=calendar.rules.buffer_minutes)
    for one in kept:
        for other in kept:
            assert one is other or not overlap(one, other, buffer), (one, other)
    cells = sum(len(calendar.cells(kept_one.start, kept_one.service)) for kept_one in kept)
    assert connection.execute(select(func.count()).select_from(OCCUPANCY)).scalar() == cells


def overlap(one: Appointment, other: Appointment, buffer: timedelta) -> bool:
    same = one.practitioner == other.practitioner
    return same and one.start < other.end + buffer and other.start < one.end + buffer


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RULES, SERVICES, moments(), st.lists(near_moments(), max_size=4))
def test_what_is_offered_can_be_booked(
    calendar: Calendar,
    engine: Engine,
    rules: BookingRules,
    service: str,
    wished: datetime,
    others: list[datetime],
) -> None:
    clinic = replace(calendar, rules=rules)
    with taken_back(engine) as connection:
        act(connection, clinic, [("book", start, service, 0) for start in others])
        offered = nearest_free(connection, clinic, service, wished, now=NOW)
        assert len(offered) == 3
        assert all(start in free_on(connection, clinic, service, start.date(), now=NOW) for start in offered)
        book(connection, clinic, wish(offered[-1], service=service), now=NOW)
        check(connection, clinic)


@settings(max_examples=300, deadline=None)
@given(moments(), SERVICES, ZONES)
def test_a_moment_is_allowed_exactly_when_its_day_lists_it(
    calendar: Calendar, start: datetime, service: str, zone: ZoneInfo
) -> None:
    clinic = replace(calendar, hours=replace(calendar.hours, zone=zone))
    day = start.astimezone(zone).date()
    allowed = clinic.refusal(start, service, now=NOW) is None

    assert allowed == (start in clinic.starts(day, service, now=NOW))


@settings(max_examples=300, deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=ZONES))  # noqa: DTZ001
def test_no_moment_of_any_zone_makes_the_calendar_fail(calendar: Calendar, start: datetime) -> None:
    calendar.refusal(start, "acupuncture", now=NOW)

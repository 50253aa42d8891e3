"""Free times: of a day, nearest to a wish, and a few to begin with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Connection

from bot.booking.calendar import Calendar
from bot.booking.free_slots import first_of_half_days, free_between, free_on, nearest_free
from bot.booking.store import book
from knowledge.booking_rules import BookingRules
from tests.bot.booking.bookings import NOW, hong_kong, wish

TUESDAY = date(2026, 11, 24)


def clocks(starts: list[datetime]) -> list[str]:
    return [f"{start:%d %H:%M}" for start in starts]


def take(connection: Connection, calendar: Calendar, *starts: str) -> str:
    for start in starts:
        reference = book(connection, calendar, wish(start), now=NOW).reference
    return reference


def test_what_overlaps_a_booking_is_not_free(connection: Connection, calendar: Calendar) -> None:
    take(connection, calendar, "2026-11-24 15:00")
    free = clocks(free_on(connection, calendar, "acupuncture", TUESDAY, now=NOW))

    assert len(free) == 34 - 5
    assert "24 14:15" in free
    assert "24 15:45" in free
    assert {"24 14:30", "24 15:00", "24 15:30"}.isdisjoint(free)


def test_a_longer_service_needs_a_longer_gap(connection: Connection, calendar: Calendar) -> None:
    take(connection, calendar, "2026-11-24 15:00", "2026-11-24 16:30")

    assert "24 15:45" in clocks(free_on(connection, calendar, "acupuncture", TUESDAY, now=NOW))
    assert "24 15:45" not in clocks(free_on(connection, calendar, "initial-consultation", TUESDAY, now=NOW))


def test_a_slot_is_free_while_one_practitioner_is(
    connection: Connection, two_practitioners: Calendar
) -> None:
    start = hong_kong("2026-11-24 15:00")
    take(connection, two_practitioners, "2026-11-24 15:00")
    assert start in free_on(connection, two_practitioners, "acupuncture", TUESDAY, now=NOW)

    take(connection, two_practitioners, "2026-11-24 15:15")
    assert start not in free_on(connection, two_practitioners, "acupuncture", TUESDAY, now=NOW)


def test_the_appointment_that_is_moved_is_not_in_its_own_way(
    connection: Connection, calendar: Calendar
) -> None:
    reference = take(connection, calendar, "2026-11-24 15:00")
    free = free_on(connection, calendar, "acupuncture", TUESDAY, now=NOW, moving=reference)

    assert len(free) == 34


def test_the_three_nearest_stand_around_the_wish(connection: Connection, calendar: Calendar) -> None:
    take(connection, calendar, "2026-11-24 15:00")
    nearest = nearest_free(connection, calendar, "acupuncture", hong_kong("2026-11-24 15:00"), now=NOW)

    assert clocks(nearest) == ["24 14:00", "24 14:15", "24 15:45"]


@pytest.mark.parametrize(
    ("wished", "nearest"),
    [
        ("2026-11-24 15:00", ["24 14:45", "24 15:00", "24 15:15"]),
        ("2026-11-24 22:00", ["24 16:45", "24 17:00", "24 17:15"]),
        ("2026-11-29 12:00", ["30 09:00", "30 09:15", "30 09:30"]),  # 21 hours on; the last before is 24 away
        ("2026-11-22 12:00", ["23 11:30", "23 11:45", "23 12:00"]),  # past
        ("2028-01-01 12:00", ["20 11:45", "20 12:00", "20 12:15"]),  # after the horizon
    ],
)
def test_a_wish_that_cannot_be_gets_the_nearest_that_can(
    connection: Connection, calendar: Calendar, wished: str, nearest: list[str]
) -> None:
    found = nearest_free(connection, calendar, "acupuncture", hong_kong(wished), now=NOW)

    assert clocks(found) == nearest


@pytest.mark.parametrize("days", [0, 1, 4, 20, 60, 89, 400])
def test_the_nearest_are_those_of_all_free_ones(
    connection: Connection, calendar: Calendar, days: int
) -> None:
    # A clinic that opens only on Sundays, so that the search has to go far.
    closed = replace(calendar.hours, week=(None, None, None, None, None, None, calendar.hours.week[0]))
    sundays = replace(calendar, hours=closed, rules=BookingRules(notice_minutes=0))
    wished = NOW + timedelta(days=days, hours=7)
    every = free_between(
        connection, sundays, "acupuncture", (NOW.date(), NOW.date() + timedelta(days=90)), now=NOW
    )
    for count in (1, 3, 50, 5000):
        by_distance = sorted(every, key=lambda start: abs(start - wished))[:count]
        found = nearest_free(connection, sundays, "acupuncture", wished, now=NOW, count=count)
        assert found == sorted(by_distance)


def test_what_lies_just_beyond_the_first_days_searched_may_be_nearer(
    connection: Connection, calendar: Calendar
) -> None:
    fridays = (None, None, None, None, (time(9), time(10)), None, None)
    rare = replace(calendar, hours=replace(calendar.hours, week=fridays))
    wished = hong_kong(
        "2026-11-30 23:00"
    )  # three days and 14 hours after one Friday, 3 and 10 before the next

    assert clocks(nearest_free(connection, rare, "acupuncture", wished, now=NOW, count=2)) == [
        "04 09:00",
        "04 09:15",
    ]


def test_there_may_be_none_at_all(connection: Connection, calendar: Calendar) -> None:
    closed = replace(calendar, hours=replace(calendar.hours, week=(None,) * 7))

    assert nearest_free(connection, closed, "acupuncture", NOW, now=NOW) == []


def test_a_wish_in_another_zone_is_the_same_wish(connection: Connection, calendar: Calendar) -> None:
    wished = hong_kong("2026-11-24 09:00").astimezone(UTC)

    assert clocks(nearest_free(connection, calendar, "acupuncture", wished, now=NOW.astimezone(UTC)))[0] == (
        "24 09:00"
    )


def test_the_first_of_each_half_day_begins_the_choice(connection: Connection, calendar: Calendar) -> None:
    take(connection, calendar, "2026-11-23 12:00")
    offered = first_of_half_days(connection, calendar, "acupuncture", now=NOW, count=4)

    assert clocks(offered) == ["23 12:45", "24 09:00", "24 12:00", "25 09:00"]


def test_the_choice_goes_on_for_weeks_when_it_has_to(connection: Connection, calendar: Calendar) -> None:
    sunday_mornings = (None,) * 6 + ((time(9), time(10)),)
    rare = replace(calendar, hours=replace(calendar.hours, week=sunday_mornings))

    offered = first_of_half_days(connection, rare, "acupuncture", now=NOW)
    assert [f"{start:%m-%d %H:%M}" for start in offered] == ["11-29 09:00", "12-06 09:00", "12-13 09:00"]
    closed = replace(calendar, hours=replace(calendar.hours, week=(None,) * 7))
    assert first_of_half_days(connection, closed, "acupuncture", now=NOW) == []

"""What stays of an appointment whose person asked to be forgotten."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, func, select

from bot.booking.access import Denial, unlock
from bot.booking.appointment import Status
from bot.booking.calendar import Calendar
from bot.booking.lookup import find
from bot.booking.privacy import forget_person, strip_older_than
from bot.booking.store import book
from bot.booking.tables import APPOINTMENT_HISTORY, APPOINTMENTS, OCCUPANCY
from tests.bot.booking.bookings import NOW, wish

PERSONAL = ("Anna Chan", "+85291234567", "anna@example.com", "bad knee", "anna", "confirmation")


def everything(connection: Connection) -> str:
    tables = (APPOINTMENTS, APPOINTMENT_HISTORY, OCCUPANCY)
    return "\n".join(str(row) for table in tables for row in connection.execute(select(table)))


def test_bookings_ahead_are_cancelled_and_nothing_of_the_person_stays(
    connection: Connection, calendar: Calendar
) -> None:
    past = book(connection, calendar, wish("2026-11-24 10:00", note="bad knee"), now=NOW)
    ahead = book(connection, calendar, wish("2026-11-26 10:00", consented_at=NOW), now=NOW)
    now = past.end + timedelta(hours=1)
    assert all(word in everything(connection) for word in PERSONAL[:5])

    (cancelled,) = forget_person(connection, "anna", now=now)
    assert (cancelled.reference, cancelled.status) == (ahead.reference, Status.CANCELLED)
    assert cancelled.email == "anna@example.com"  # so that a calendar's CANCEL can still be sent
    assert not [word for word in PERSONAL if word in everything(connection)]
    kept = find(connection, past.reference)
    assert kept is not None
    assert (kept.status, kept.start, kept.name) == (Status.BOOKED, past.start, None)


def test_the_time_is_free_again(connection: Connection, calendar: Calendar) -> None:
    book(connection, calendar, wish("2026-11-26 10:00"), now=NOW)
    forget_person(connection, "anna", now=NOW)

    assert connection.execute(select(func.count()).select_from(OCCUPANCY)).scalar() == 0


def test_others_keep_theirs(connection: Connection, calendar: Calendar) -> None:
    other = book(connection, calendar, wish("2026-11-26 10:00", conversation="ben"), now=NOW)

    assert forget_person(connection, "anna", now=NOW) == []
    assert find(connection, other.reference) == other


def test_a_confirmation_that_comes_again_later_does_not_book_again(
    connection: Connection, calendar: Calendar
) -> None:
    request = wish("2026-11-26 10:00")
    book(connection, calendar, request, now=NOW)
    forget_person(connection, "anna", now=NOW)

    again = book(connection, calendar, request, now=NOW)
    assert (again.status, again.name) == (Status.CANCELLED, None)


def test_a_forgotten_persons_contact_opens_nothing(connection: Connection, calendar: Calendar) -> None:
    made = book(connection, calendar, wish("2026-11-26 10:00"), now=NOW)
    forget_person(connection, "anna", now=NOW)

    answer = unlock(connection, "other", reference=made.reference, contact="9123 4567", country="HK", now=NOW)
    assert answer is Denial.WRONG


def test_age_strips_the_person_once(connection: Connection, calendar: Calendar) -> None:
    old = book(connection, calendar, wish("2026-11-24 10:00"), now=NOW)
    new = book(connection, calendar, wish("2026-11-26 10:00"), now=NOW)

    assert strip_older_than(connection, old.end) == 0
    assert strip_older_than(connection, old.end + timedelta(seconds=1)) == 1
    assert strip_older_than(connection, old.end + timedelta(seconds=1)) == 0
    stripped = find(connection, old.reference)
    assert stripped is not None
    assert stripped.name is None
    assert find(connection, new.reference) == new

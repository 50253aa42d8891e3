"""Appointments are made, moved and cancelled, and keep their history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from bot.booking.appointment import Appointment, Status
from bot.booking.calendar import Calendar
from bot.booking.errors import (
    NoSuchAppointment,
    NotChangeable,
    NotOpen,
    Refusal,
    SlotTaken,
    UnknownService,
)
from bot.booking.lookup import ahead_of_conversation, find, history, taking_place_since
from bot.booking.store import book, cancel, move
from bot.booking.tables import APPOINTMENTS, OCCUPANCY
from tests.bot.booking.bookings import NOW, hong_kong, wish

LATER = NOW + timedelta(minutes=5)


def occupied(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(OCCUPANCY)).scalar_one()


def booked(connection: Connection, calendar: Calendar, start: str, **changes: object) -> Appointment:
    return book(connection, calendar, wish(start, **changes), now=NOW)


def test_an_appointment_holds_what_was_confirmed(connection: Connection, calendar: Calendar) -> None:
    made = booked(connection, calendar, "2026-11-24 15:00", note="bad knee")

    assert find(connection, made.reference) == made
    assert (made.status, made.sequence, made.service) == (Status.BOOKED, 0, "acupuncture")
    assert (made.name, made.phone, made.email) == ("Anna Chan", "+85291234567", "anna@example.com")
    assert (made.note, made.practitioner) == ("bad knee", "practitioner")
    assert f"{made.start:%Y-%m-%d %H:%M %Z}" == "2026-11-24 15:00 HKT"
    assert made.end - made.start == timedelta(minutes=45)


def test_the_start_is_stored_in_utc_beside_its_zone(connection: Connection, calendar: Calendar) -> None:
    booked(connection, calendar, "2026-11-24 15:00")

    row = connection.execute(select(APPOINTMENTS.c.starts_at, APPOINTMENTS.c.zone)).one()
    assert row.starts_at == hong_kong("2026-11-24 15:00")
    assert row.zone == "Asia/Hong_Kong"


def test_the_same_confirmation_books_once(connection: Connection, calendar: Calendar) -> None:
    request = wish("2026-11-24 15:00")
    made = book(connection, calendar, request, now=NOW)

    assert book(connection, calendar, request, now=LATER) == made
    assert book(connection, calendar, request, now=NOW + timedelta(days=2)) == made
    assert connection.execute(select(func.count()).select_from(APPOINTMENTS)).scalar() == 1
    cancel(connection, made.reference, now=LATER)
    assert book(connection, calendar, request, now=LATER).status is Status.CANCELLED
    assert occupied(connection) == 0


@pytest.mark.parametrize("start", ["14:30", "14:45", "15:00", "15:15", "15:30"])
def test_a_time_that_overlaps_is_taken(connection: Connection, calendar: Calendar, start: str) -> None:
    booked(connection, calendar, "2026-11-24 15:00")

    with pytest.raises(SlotTaken):
        booked(connection, calendar, f"2026-11-24 {start}")
    assert connection.execute(select(func.count()).select_from(APPOINTMENTS)).scalar() == 1


@pytest.mark.parametrize("start", ["14:15", "15:45"])
def test_appointments_may_touch(connection: Connection, calendar: Calendar, start: str) -> None:
    booked(connection, calendar, "2026-11-24 15:00")

    assert booked(connection, calendar, f"2026-11-24 {start}").status is Status.BOOKED


def test_a_time_that_is_refused_says_why(connection: Connection, calendar: Calendar) -> None:
    with pytest.raises(NotOpen) as caught:
        booked(connection, calendar, "2026-11-29 15:00")
    assert caught.value.refusal is Refusal.CLOSED_DAY
    with pytest.raises(UnknownService):
        booked(connection, calendar, "2026-11-24 15:00", service="haircut")


def test_whoever_is_free_takes_it_and_the_buffer_stays_free(
    connection: Connection, two_practitioners: Calendar
) -> None:
    start = "2026-11-24 15:00"
    assert booked(connection, two_practitioners, start).practitioner == "chan"
    assert booked(connection, two_practitioners, start).practitioner == "wong"

    with pytest.raises(SlotTaken):
        booked(connection, two_practitioners, start)
    with pytest.raises(SlotTaken):
        booked(connection, two_practitioners, "2026-11-24 15:45")
    assert booked(connection, two_practitioners, "2026-11-24 16:00").practitioner == "chan"


def test_moving_frees_the_old_time_and_counts(connection: Connection, calendar: Calendar) -> None:
    made = booked(connection, calendar, "2026-11-24 15:00")
    moved = move(connection, calendar, made.reference, hong_kong("2026-11-25 10:00"), now=LATER)

    assert (moved.reference, moved.uid, moved.sequence) == (made.reference, made.uid, 1)
    assert moved.start == hong_kong("2026-11-25 10:00")
    assert moved.updated_at == LATER
    assert occupied(connection) == 3
    assert booked(connection, calendar, "2026-11-24 15:00").status is Status.BOOKED


def test_moving_by_a_quarter_is_not_in_its_own_way(connection: Connection, calendar: Calendar) -> None:
    made = booked(connection, calendar, "2026-11-24 15:00")

    assert move(connection, calendar, made.reference, hong_kong("2026-11-24 15:15"), now=NOW).sequence == 1


def test_moving_can_change_the_service(connection: Connection, calendar: Calendar) -> None:
    made = booked(connection, calendar, "2026-11-24 15:00")
    moved = move(connection, calendar, made.reference, made.start, now=NOW, service="initial-consultation")

    assert (moved.service, moved.end - moved.start) == ("initial-consultation", timedelta(hours=1))
    assert occupied(connection) == 4


def test_moving_to_where_it_is_changes_nothing(connection: Connection, calendar: Calendar) -> None:
    made = booked(connection, calendar, "2026-11-24 15:00")

    assert move(connection, calendar, made.reference, made.start.astimezone(UTC), now=LATER) == made


@pytest.mark.parametrize("wished", ["2026-11-24 16:00", "2026-11-29 10:00"])
def test_a_move_that_cannot_be_leaves_it_where_it_was(
    connection: Connection, calendar: Calendar, wished: str
) -> None:
    made = booked(connection, calendar, "2026-11-24 15:00")
    booked(connection, calendar, "2026-11-24 16:30")

    with pytest.raises((SlotTaken, NotOpen)):
        move(connection, calendar, made.reference, hong_kong(wished), now=LATER)
    assert find(connection, made.reference) == made
    assert occupied(connection) == 6


def test_moving_keeps_the_practitioner_who_is_free(
    connection: Connection, two_practitioners: Calendar
) -> None:
    booked(connection, two_practitioners, "2026-11-24 15:00")
    made = booked(connection, two_practitioners, "2026-11-24 15:00")
    booked(connection, two_practitioners, "2026-11-26 15:00")

    moved = move(connection, two_practitioners, made.reference, hong_kong("2026-11-25 15:00"), now=NOW)
    assert moved.practitioner == "wong"
    gone = replace(two_practitioners, rules=replace(two_practitioners.rules, practitioners=("chan",)))
    moved = move(connection, gone, made.reference, hong_kong("2026-11-27 15:00"), now=NOW)
    assert moved.practitioner == "chan"


def test_cancelling_frees_the_time_once(connection: Connection, calendar: Calendar) -> None:
    made = booked(connection, calendar, "2026-11-24 15:00")
    cancelled = cancel(connection, made.reference, now=LATER)

    assert (cancelled.status, cancelled.sequence, cancelled.uid) == (Status.CANCELLED, 1, made.uid)
    assert occupied(connection) == 0
    assert cancel(connection, made.reference, now=LATER + timedelta(days=9)) == cancelled


def test_what_began_or_is_cancelled_or_never_was_is_not_changed(
    connection: Connection, calendar: Calendar
) -> None:
    made = booked(connection, calendar, "2026-11-24 15:00")
    start = hong_kong("2026-11-26 15:00")

    with pytest.raises(NotChangeable):
        cancel(connection, made.reference, now=made.start)
    with pytest.raises(NotChangeable):
        move(connection, calendar, made.reference, start, now=made.start)
    cancel(connection, made.reference, now=NOW)
    with pytest.raises(NotChangeable):
        move(connection, calendar, made.reference, start, now=NOW)
    with pytest.raises(NoSuchAppointment):
        cancel(connection, "K78C52", now=NOW)


def test_the_history_holds_every_state(connection: Connection, calendar: Calendar) -> None:
    made = booked(connection, calendar, "2026-11-24 15:00")
    move(connection, calendar, made.reference, hong_kong("2026-11-25 10:00"), now=LATER)
    cancel(connection, made.reference, now=LATER + timedelta(hours=1))

    changes = history(connection, made.reference)
    assert [(change.sequence, change.status) for change in changes] == [
        (0, Status.BOOKED),
        (1, Status.BOOKED),
        (2, Status.CANCELLED),
    ]
    assert [change.start for change in changes[:2]] == [made.start, hong_kong("2026-11-25 10:00")]
    assert changes[1].changed_at == LATER


def test_a_conversation_sees_what_it_has_ahead(connection: Connection, calendar: Calendar) -> None:
    late = booked(connection, calendar, "2026-11-25 15:00")
    soon = booked(connection, calendar, "2026-11-24 10:00")
    gone = booked(connection, calendar, "2026-11-24 15:00")
    booked(connection, calendar, "2026-11-26 15:00", conversation="ben")
    cancel(connection, gone.reference, now=NOW)

    assert ahead_of_conversation(connection, "anna", now=NOW) == [soon, late]
    assert ahead_of_conversation(connection, "anna", now=soon.start) == [late]


def test_what_takes_place_is_listed_until_it_has_ended(connection: Connection, calendar: Calendar) -> None:
    first = booked(connection, calendar, "2026-11-24 10:00")
    second = booked(connection, calendar, "2026-11-25 15:00")
    gone = booked(connection, calendar, "2026-11-26 15:00")
    cancel(connection, gone.reference, now=NOW)

    assert taking_place_since(connection, first.start) == [first, second]
    assert taking_place_since(connection, first.end) == [second]


def test_the_database_itself_refuses_a_double_booking(connection: Connection, calendar: Calendar) -> None:
    booked(connection, calendar, "2026-11-24 15:00")
    row = connection.execute(select(OCCUPANCY).limit(1)).one()

    with pytest.raises(IntegrityError), connection.begin_nested():
        connection.execute(insert(OCCUPANCY).values(row._mapping))


def test_a_row_that_the_database_refuses_is_a_taken_slot(
    connection: Connection, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = booked(connection, calendar, "2026-11-24 15:00")
    other = booked(connection, calendar, "2026-11-25 15:00")
    # As if another writer had come in between without the lock.
    monkeypatch.setattr("bot.booking.store.busy_cells", lambda *_, **__: {})

    with pytest.raises(SlotTaken):
        booked(connection, calendar, "2026-11-24 15:00")
    with pytest.raises(SlotTaken):
        move(connection, calendar, other.reference, made.start, now=NOW)
    assert find(connection, other.reference) == other
    assert occupied(connection) == 6


def test_a_reference_that_is_in_use_is_not_given_again(
    connection: Connection, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = iter(["K78C52", "K78C52", "K78C53"])
    monkeypatch.setattr("bot.booking.store.new_reference", lambda: next(made))

    assert booked(connection, calendar, "2026-11-24 15:00").reference == "K78C52"
    assert booked(connection, calendar, "2026-11-25 15:00").reference == "K78C53"

"""Who sees an appointment: whoever knows reference and contact, and not by trying."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, func, select

from bot.booking.access import Denial, find_own, unlock
from bot.booking.appointment import Appointment
from bot.booking.calendar import Calendar
from bot.booking.store import book
from bot.booking.tables import WRONG_TRIES
from tests.bot.booking.bookings import NOW, wish

PHONE, EMAIL = "9123 4567", "anna@example.com"


@pytest.fixture
def made(connection: Connection, calendar: Calendar) -> Appointment:
    return book(connection, calendar, wish("2026-11-24 15:00"), now=NOW)


def tried(
    connection: Connection,
    reference: str,
    contact: str,
    *,
    conversation: str = "other",
    now: datetime = NOW,
) -> Appointment | Denial:
    return unlock(connection, conversation, reference=reference, contact=contact, country="HK", now=now)


@pytest.mark.parametrize(
    "contact", [PHONE, "+852 91234567", "it's 9123-4567", EMAIL, "ANNA@EXAMPLE.COM", "９１２３４５６７"]
)
def test_reference_and_contact_open_it_as_people_type_them(
    connection: Connection, made: Appointment, contact: str
) -> None:
    typed = f"{made.reference[:3]}-{made.reference[3:]}".lower()

    assert tried(connection, typed, contact) == made


@pytest.mark.parametrize("contact", ["9123 4568", "ben@example.com", "", "Anna Chan", "anna"])
def test_wrong_and_unknown_references_are_answered_alike(
    connection: Connection, made: Appointment, contact: str
) -> None:
    unknown = "K78C52" if made.reference != "K78C52" else "K78C53"

    assert tried(connection, made.reference, contact) is Denial.WRONG
    assert tried(connection, unknown, PHONE) is Denial.WRONG
    assert tried(connection, "what?", PHONE) is Denial.WRONG


def test_a_booking_without_contact_is_opened_by_none(connection: Connection, calendar: Calendar) -> None:
    made = book(connection, calendar, wish("2026-11-24 15:00", phone=None, email=None), now=NOW)

    assert tried(connection, made.reference, "") is Denial.WRONG
    assert tried(connection, made.reference, PHONE) is Denial.WRONG


def test_after_five_wrong_tries_it_stops_for_an_hour(connection: Connection, made: Appointment) -> None:
    answers = [tried(connection, made.reference, "no") for _ in range(5)]

    assert answers == [Denial.WRONG] * 4 + [Denial.TOO_MANY_TRIES]
    assert tried(connection, made.reference, PHONE) is Denial.TOO_MANY_TRIES
    just_before = NOW + timedelta(minutes=59, seconds=59)
    assert tried(connection, made.reference, PHONE, now=just_before) is Denial.TOO_MANY_TRIES
    assert tried(connection, made.reference, PHONE, now=NOW + timedelta(hours=1)) == made


def test_tries_while_it_is_stopped_do_not_prolong_it(connection: Connection, made: Appointment) -> None:
    for minutes in range(50):
        tried(connection, made.reference, "no", now=NOW + timedelta(minutes=minutes / 10))
    after = NOW + timedelta(hours=1, minutes=1)

    assert tried(connection, made.reference, PHONE, now=after) == made


def test_a_right_try_in_between_does_not_start_the_count_anew(
    connection: Connection, made: Appointment
) -> None:
    for _ in range(4):
        tried(connection, made.reference, "no")
    assert tried(connection, made.reference, PHONE) == made

    assert tried(connection, made.reference, "no") is Denial.TOO_MANY_TRIES


def test_another_conversation_is_not_stopped(connection: Connection, made: Appointment) -> None:
    for _ in range(6):
        tried(connection, made.reference, "no")

    assert tried(connection, made.reference, PHONE, conversation="third") == made


def test_tries_are_remembered_across_connections(engine: Engine, calendar: Calendar) -> None:
    with engine.begin() as connection:
        made = book(connection, calendar, wish("2026-11-24 15:00"), now=NOW)
    for _ in range(5):
        with engine.begin() as connection:
            tried(connection, made.reference, "no")
        engine.dispose()

    with engine.begin() as connection:
        assert tried(connection, made.reference, PHONE) is Denial.TOO_MANY_TRIES


def test_old_tries_are_not_kept(connection: Connection, made: Appointment) -> None:
    tried(connection, made.reference, "no", conversation="old")
    tried(connection, made.reference, "no", now=NOW + timedelta(hours=2))

    assert connection.execute(select(func.count()).select_from(WRONG_TRIES)).scalar() == 1


def test_the_same_conversation_needs_only_the_reference(connection: Connection, made: Appointment) -> None:
    assert find_own(connection, "anna", made.reference.lower()) == made
    assert find_own(connection, "other", made.reference) is None
    assert find_own(connection, "anna", "what?") is None

"""Which mails are written with an appointment, and what becomes of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from bot.booking.calendar import Calendar
from bot.booking.errors import SlotTaken
from bot.booking.mails import Fate
from bot.booking.privacy import forget_person, strip_older_than
from bot.booking.store import book, cancel, move
from bot.booking.tables import MAILS
from bot.mail.outbox import (
    LEASE,
    LONGEST_WAIT,
    give_up,
    give_up_stale,
    mark_sent,
    pause_after,
    postpone,
    take,
)
from tests.bot.booking.bookings import NOW, hong_kong, wish

LATER = NOW + timedelta(minutes=5)
ADDRESS = "anna@example.com"


def mails(connection: Connection) -> list[tuple[int, Fate, str | None]]:
    rows = connection.execute(select(MAILS).order_by(MAILS.c.appointment, MAILS.c.sequence))
    return [(row.sequence, Fate(row.fate), row.address) for row in rows]


def test_a_booking_writes_a_mail_in_its_own_transaction(connection: Connection, calendar: Calendar) -> None:
    with connection.begin_nested() as savepoint:
        book(connection, calendar, wish("2026-11-24 15:00"), now=NOW, by_mail=True)
        assert mails(connection) == [(0, Fate.WAITING, ADDRESS)]
        savepoint.rollback()

    assert mails(connection) == []


@pytest.mark.parametrize(
    ("email", "by_mail"), [(None, True), (ADDRESS, False)], ids=["without an address", "without a server"]
)
def test_no_mail_is_written(
    connection: Connection, calendar: Calendar, email: str | None, by_mail: bool
) -> None:
    made = book(connection, calendar, wish("2026-11-24 15:00", email=email), now=NOW, by_mail=by_mail)
    cancel(connection, made.reference, now=LATER, by_mail=by_mail)

    assert mails(connection) == []


def test_what_changes_nothing_writes_no_mail(connection: Connection, calendar: Calendar) -> None:
    request = wish("2026-11-24 15:00")
    made = book(connection, calendar, request, now=NOW, by_mail=True)
    book(connection, calendar, request, now=LATER, by_mail=True)
    move(connection, calendar, made.reference, made.start, now=LATER, by_mail=True)
    with pytest.raises(SlotTaken):
        book(connection, calendar, wish("2026-11-24 15:00"), now=NOW, by_mail=True)
    assert mails(connection) == [(0, Fate.WAITING, ADDRESS)]

    cancel(connection, made.reference, now=LATER, by_mail=True)
    cancel(connection, made.reference, now=LATER, by_mail=True)
    assert len(mails(connection)) == 2


def test_only_the_newest_state_waits_to_be_told(connection: Connection, calendar: Calendar) -> None:
    made = book(connection, calendar, wish("2026-11-24 15:00"), now=NOW, by_mail=True)
    move(connection, calendar, made.reference, hong_kong("2026-11-25 10:00"), now=LATER, by_mail=True)
    cancel(connection, made.reference, now=LATER, by_mail=True)

    assert mails(connection) == [
        (0, Fate.SUPERSEDED, None),
        (1, Fate.SUPERSEDED, None),
        (2, Fate.WAITING, ADDRESS),
    ]


def test_a_mail_is_taken_once_until_its_lease_has_run_out(connection: Connection, calendar: Calendar) -> None:
    made = book(connection, calendar, wish("2026-11-24 15:00"), now=NOW, by_mail=True)
    assert take(connection, now=NOW - timedelta(seconds=1)) is None
    first = take(connection, now=NOW)
    assert first is not None
    assert (first.appointment, first.attempts, first.forgotten) == (made, 1, False)

    assert take(connection, now=NOW + LEASE - timedelta(seconds=1)) is None
    again = take(connection, now=NOW + LEASE)
    assert again is not None
    assert (again.appointment, again.attempts) == (made, 2)


def test_who_has_waited_longest_is_first(connection: Connection, calendar: Calendar) -> None:
    late = book(connection, calendar, wish("2026-11-24 15:00"), now=LATER, by_mail=True)
    early = book(connection, calendar, wish("2026-11-24 10:00"), now=NOW, by_mail=True)

    taken = [take(connection, now=LATER) for _ in range(3)]
    assert [mail and mail.appointment.reference for mail in taken] == [early.reference, late.reference, None]


@pytest.mark.parametrize(("end", "fate"), [(mark_sent, Fate.SENT), (give_up, Fate.FAILED)])
def test_a_mail_that_is_done_with_keeps_no_address(
    connection: Connection, calendar: Calendar, end: object, fate: Fate
) -> None:
    book(connection, calendar, wish("2026-11-24 15:00"), now=NOW, by_mail=True)
    mail = take(connection, now=NOW)
    end(connection, mail)

    assert mails(connection) == [(0, fate, None)]
    assert take(connection, now=NOW + timedelta(days=9)) is None


def test_pauses_double_up_to_two_hours() -> None:
    minutes = [pause_after(attempts) / timedelta(minutes=1) for attempts in (1, 2, 3, 7, 8, 9, 10_000)]

    assert minutes == [1, 2, 4, 64, 120, 120, 120]


def test_a_mail_is_tried_for_a_day_and_then_given_up(connection: Connection, calendar: Calendar) -> None:
    book(connection, calendar, wish("2026-11-26 15:00"), now=NOW, by_mail=True)
    moments = [NOW]
    while (mail := take(connection, now=moments[-1])) and postpone(connection, mail, now=moments[-1]):
        assert take(connection, now=moments[-1]) is None
        moments.append(moments[-1] + pause_after(mail.attempts))

    assert timedelta(hours=21) < moments[-1] - NOW <= timedelta(days=1)
    assert len(moments) == 18
    assert mails(connection) == [(0, Fate.FAILED, None)]


def test_what_nothing_sends_any_more_keeps_no_address(connection: Connection, calendar: Calendar) -> None:
    book(connection, calendar, wish("2026-11-26 10:00"), now=NOW, by_mail=True)
    book(connection, calendar, wish("2026-11-26 15:00"), now=LATER, by_mail=True)

    assert give_up_stale(connection, now=NOW + LONGEST_WAIT) == 0
    assert give_up_stale(connection, now=LATER + LONGEST_WAIT) == 1
    assert mails(connection) == [(0, Fate.FAILED, None), (0, Fate.WAITING, ADDRESS)]


def test_what_changed_while_its_mail_was_on_its_way_is_told_all_the_same(
    connection: Connection, calendar: Calendar
) -> None:
    made = book(connection, calendar, wish("2026-11-24 15:00"), now=NOW, by_mail=True)
    mail = take(connection, now=NOW)
    assert mail is not None
    cancel(connection, made.reference, now=LATER, by_mail=True)

    assert postpone(connection, mail, now=LATER)
    assert mails(connection) == [(0, Fate.SUPERSEDED, None), (1, Fate.WAITING, ADDRESS)]
    newer = take(connection, now=LATER)
    assert newer is not None
    assert newer.appointment.sequence == 1


def test_who_is_forgotten_is_told_of_the_cancellation_and_of_nothing_else(
    connection: Connection, calendar: Calendar
) -> None:
    past = book(connection, calendar, wish("2026-11-24 10:00"), now=NOW, by_mail=True)
    ahead = book(connection, calendar, wish("2026-11-26 10:00"), now=NOW, by_mail=True)
    forget_person(connection, "anna", now=past.end, by_mail=True)

    assert mails(connection) == [
        (0, Fate.ERASED, None),
        (0, Fate.SUPERSEDED, None),
        (1, Fate.WAITING, ADDRESS),
    ]
    mail = take(connection, now=past.end)
    assert mail is not None
    assert (mail.appointment.reference, mail.appointment.email) == (ahead.reference, ADDRESS)
    assert (mail.appointment.name, mail.forgotten) == (None, True)


def test_who_is_forgotten_without_a_server_leaves_no_address(
    connection: Connection, calendar: Calendar
) -> None:
    book(connection, calendar, wish("2026-11-26 10:00"), now=NOW, by_mail=True)
    forget_person(connection, "anna", now=NOW, by_mail=False)

    assert [address for *_, address in mails(connection)] == [None]


def test_age_takes_the_address_off_what_was_never_sent(connection: Connection, calendar: Calendar) -> None:
    old = book(connection, calendar, wish("2026-11-24 10:00"), now=NOW, by_mail=True)
    book(connection, calendar, wish("2026-11-26 10:00", conversation="ben"), now=NOW, by_mail=True)
    strip_older_than(connection, old.end + timedelta(seconds=1))

    assert mails(connection) == [(0, Fate.ERASED, None), (0, Fate.WAITING, ADDRESS)]

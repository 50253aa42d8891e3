"""The mails that wait to be sent: taken one by one, then sent, sent again later, or given up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, select, update

from bot.booking.appointment import Appointment, appointment_of
from bot.booking.mails import Fate, end
from bot.booking.tables import APPOINTMENTS, MAILS
from bot.storage.write_lock import take_write_lock

# Longer than sending may take, so that nobody takes a mail that is on its way.
LEASE: Final = timedelta(minutes=5)
LONGEST_WAIT: Final = timedelta(days=1)
_FIRST_PAUSE: Final = timedelta(minutes=1)
_LONGEST_PAUSE: Final = timedelta(hours=2)


@dataclass(frozen=True)
class Mail:
    """A mail that was taken.

    ``appointment`` is in the state to tell of; its ``email`` is where the mail goes, also when the
    person has been forgotten since. ``attempts`` counts this one.
    """

    id: int
    appointment: Appointment
    forgotten: bool
    attempts: int
    created_at: datetime


def take(connection: Connection, *, now: datetime) -> Mail | None:
    """The mail that has been due longest; None when none is.

    It is marked before it is sent: after a crash it comes again when its lease has run out, so
    that a crash sends a mail once more at worst and never loses it.
    """
    if _due(connection, now) is None:
        return None  # as nearly always, and then no other writer has to wait
    take_write_lock(connection)
    row = _due(connection, now)
    if row is None:
        return None
    attempts = row.attempts + 1
    mail = _mail(connection, row, attempts)
    _change(connection, mail, attempts=attempts, due_at=now + LEASE)
    return mail


def mark_sent(connection: Connection, mail: Mail) -> None:
    """Strip a mail that was sent of its address."""
    end(connection, _is(mail), Fate.SENT)


def give_up(connection: Connection, mail: Mail) -> None:
    """Strip a mail that cannot be sent of its address."""
    end(connection, _is(mail), Fate.FAILED)


def postpone(connection: Connection, mail: Mail, *, now: datetime) -> bool:
    """Send a mail again later, each time a longer while; False when it is given up, after a day."""
    later = now + pause_after(mail.attempts)
    if later > mail.created_at + LONGEST_WAIT:
        give_up(connection, mail)
        return False
    _change(connection, mail, due_at=later)
    return True


def give_up_stale(connection: Connection, *, now: datetime) -> int:
    """Strip the address from what has waited for more than a day, because nothing sends it any more.

    Returns:
        how many there were.
    """
    return end(connection, MAILS.c.created_at < now - LONGEST_WAIT, Fate.FAILED)


def pause_after(attempts: int) -> timedelta:
    """How long a mail waits after so many attempts: 1, 2, 4 minutes and so on, two hours at most."""
    doublings = min(attempts - 1, 10)  # enough for the longest, and no overflow
    return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)


def _due(connection: Connection, now: datetime) -> Row[Any] | None:
    statement = select(MAILS).where(MAILS.c.due_at <= now, MAILS.c.fate == Fate.WAITING)
    return connection.execute(statement.order_by(MAILS.c.due_at).limit(1)).one_or_none()


def _mail(connection: Connection, row: Row[Any], attempts: int) -> Mail:
    statement = select(APPOINTMENTS).where(APPOINTMENTS.c.id == row.appointment)
    appointment = appointment_of(connection.execute(statement).one())
    return Mail(
        id=row.appointment,
        appointment=replace(appointment, email=row.address),
        forgotten=appointment.email is None,
        attempts=attempts,
        created_at=row.created_at,
    )


def _change(connection: Connection, mail: Mail, **values: Any) -> None:
    waiting = update(MAILS).where(_is(mail), MAILS.c.fate == Fate.WAITING)
    connection.execute(waiting.values(values))


def _is(mail: Mail) -> ColumnElement[bool]:
    return (MAILS.c.appointment == mail.id) & (MAILS.c.sequence == mail.appointment.sequence)

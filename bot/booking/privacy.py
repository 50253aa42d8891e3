"""Forgetting the people behind appointments: at once when one asks, and by age."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, select, update

from bot.booking.appointment import Appointment, Status
from bot.booking.lookup import ahead_of_conversation
from bot.booking.mails import Fate, end
from bot.booking.store import cancel
from bot.booking.tables import APPOINTMENTS, MAILS
from bot.storage.write_lock import take_write_lock

_PERSON: Final = ("conversation", "name", "phone", "email", "note", "consented_at")


def forget_person(
    connection: Connection, conversation: str, *, now: datetime, by_mail: bool = False
) -> list[Appointment]:
    """Cancel what a conversation has booked ahead, and strip its person from all it ever booked.

    Of the mails that wait, those that tell of a cancellation keep their address until they are sent
    (or given up, within a day): without them the person's calendar would keep the appointment.

    Returns:
        the cancelled appointments, as they were before the person was stripped.
    """
    take_write_lock(connection)
    ahead = ahead_of_conversation(connection, conversation, now=now)
    cancelled = [cancel(connection, one.reference, now=now, by_mail=by_mail) for one in ahead]
    own = APPOINTMENTS.c.conversation == conversation
    _withdraw_mails(connection, own & (APPOINTMENTS.c.status != Status.CANCELLED))
    _strip(connection, own)
    return cancelled


def strip_older_than(connection: Connection, moment: datetime) -> int:
    """Strip the person from appointments that ended before a moment, and from mails about them.

    Returns:
        how many were stripped.
    """
    old = APPOINTMENTS.c.ends_at < moment
    _withdraw_mails(connection, old)
    return _strip(connection, old & APPOINTMENTS.c.name.is_not(None))


def _strip(connection: Connection, condition: ColumnElement[bool]) -> int:
    statement = update(APPOINTMENTS).where(condition).values(dict.fromkeys(_PERSON))
    return connection.execute(statement).rowcount


def _withdraw_mails(connection: Connection, condition: ColumnElement[bool]) -> None:
    end(connection, MAILS.c.appointment.in_(select(APPOINTMENTS.c.id).where(condition)), Fate.ERASED)

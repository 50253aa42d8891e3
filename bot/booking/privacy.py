"""Forgetting the people behind appointments: at once when one asks, and by age."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, update

from bot.booking.appointment import Appointment
from bot.booking.lookup import ahead_of_conversation
from bot.booking.store import cancel
from bot.booking.tables import APPOINTMENTS
from bot.storage.write_lock import take_write_lock

_PERSON: Final = ("conversation", "name", "phone", "email", "note", "consented_at")


def forget_person(connection: Connection, conversation: str, *, now: datetime) -> list[Appointment]:
    """Cancel what a conversation has booked ahead, and strip its person from all it ever booked.

    Returns:
        the cancelled appointments, as they were before the person was stripped.
    """
    take_write_lock(connection)
    ahead = ahead_of_conversation(connection, conversation, now=now)
    cancelled = [cancel(connection, appointment.reference, now=now) for appointment in ahead]
    _strip(connection, APPOINTMENTS.c.conversation == conversation)
    return cancelled


def strip_older_than(connection: Connection, moment: datetime) -> int:
    """Strip the person from appointments that ended before a moment.

    Returns:
        how many were stripped.
    """
    old = APPOINTMENTS.c.ends_at < moment
    return _strip(connection, old & APPOINTMENTS.c.name.is_not(None))


def _strip(connection: Connection, condition: ColumnElement[bool]) -> int:
    statement = update(APPOINTMENTS).where(condition).values(dict.fromkeys(_PERSON))
    return connection.execute(statement).rowcount

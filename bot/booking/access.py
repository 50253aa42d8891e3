"""Who may see and change an appointment: its own conversation, or whoever knows reference and contact."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, delete, select

from bot.booking.appointment import Appointment
from bot.booking.contact import read_email, read_phone
from bot.booking.lookup import find
from bot.booking.reference import read_reference
from bot.booking.tables import WRONG_TRIES
from bot.storage.upsert import insert_for
from bot.storage.write_lock import take_write_lock

MAX_TRIES: Final = 5
PAUSE: Final = timedelta(hours=1)


class Denial(StrEnum):
    """Why an appointment is not shown; WRONG says not whether the reference exists."""

    WRONG = "wrong"
    TOO_MANY_TRIES = "too_many_tries"


def unlock(
    connection: Connection,
    conversation: str,
    *,
    reference: str,
    contact: str,
    country: str,
    now: datetime,
) -> Appointment | Denial:
    """The appointment whose reference and phone or e-mail these are, as typed.

    Each wrong try is counted, also across restarts, so the transaction has to be committed; after
    five, an hour passes in which not even the right ones are taken. ``country`` is the clinic's.
    """
    take_write_lock(connection)
    if _is_paused(connection, conversation, now):
        return Denial.TOO_MANY_TRIES
    appointment = _find_typed(connection, reference)
    if _is_contact_of(appointment, contact, country) and appointment:
        return appointment
    _count_wrong_try(connection, conversation, now)
    return Denial.TOO_MANY_TRIES if _is_paused(connection, conversation, now) else Denial.WRONG


def find_own(connection: Connection, conversation: str, reference: str) -> Appointment | None:
    """The appointment with a typed reference, when this conversation made it; nothing is counted."""
    appointment = _find_typed(connection, reference)
    return appointment if appointment and appointment.conversation == conversation else None


def _find_typed(connection: Connection, reference: str) -> Appointment | None:
    read = read_reference(reference)
    return find(connection, read) if read else None


def _is_contact_of(appointment: Appointment | None, contact: str, country: str) -> bool:
    typed = [(read_phone(contact, country) or ""), (read_email(contact) or "").casefold()]
    known = [appointment.phone, appointment.email] if appointment else [None, None]
    pairs = zip(typed, ((value or "").casefold() for value in known), strict=True)
    return any(bool(a and b) and hmac.compare_digest(a.encode(), b.encode()) for a, b in pairs)


def _is_paused(connection: Connection, conversation: str, now: datetime) -> bool:
    table = WRONG_TRIES
    statement = select(table.c.tries).where(
        table.c.conversation == conversation, table.c.last_at > now - PAUSE
    )
    return (connection.execute(statement).scalar() or 0) >= MAX_TRIES


def _count_wrong_try(connection: Connection, conversation: str, now: datetime) -> None:
    table = WRONG_TRIES
    connection.execute(delete(table).where(table.c.last_at <= now - PAUSE))
    values = {"conversation": conversation, "tries": 1, "last_at": now}
    statement = insert_for(connection.dialect.name, table).values(values)
    changes = {"tries": table.c.tries + 1, "last_at": statement.excluded.last_at}
    connection.execute(statement.on_conflict_do_update(index_elements=["conversation"], set_=changes))

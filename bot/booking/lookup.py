"""Reading appointments; whether somebody may see one is for ``bot.booking.access`` to say."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from bot.booking.appointment import Appointment, Change, Status, appointment_of, key_digest
from bot.booking.tables import APPOINTMENT_HISTORY, APPOINTMENTS


def find(connection: Connection, reference: str) -> Appointment | None:
    """The appointment with this reference."""
    row = connection.execute(select(APPOINTMENTS).where(APPOINTMENTS.c.reference == reference)).one_or_none()
    return appointment_of(row) if row else None


def made_by(connection: Connection, key: str) -> Appointment | None:
    """The appointment that the confirmation with this key made."""
    statement = select(APPOINTMENTS).where(APPOINTMENTS.c.key == key_digest(key))
    row = connection.execute(statement).one_or_none()
    return appointment_of(row) if row else None


def ahead_of_conversation(connection: Connection, conversation: str, *, now: datetime) -> list[Appointment]:
    """The appointments made in a conversation that will take place, soonest first."""
    statement = (
        select(APPOINTMENTS)
        .where(
            APPOINTMENTS.c.conversation == conversation,
            APPOINTMENTS.c.status.in_([Status.PENDING, Status.BOOKED]),
            APPOINTMENTS.c.starts_at > now,
        )
        .order_by(APPOINTMENTS.c.starts_at)
    )
    return [appointment_of(row) for row in connection.execute(statement)]


def taking_place_since(connection: Connection, moment: datetime) -> list[Appointment]:
    """Every appointment that ends after a moment and is not cancelled, soonest first."""
    statement = (
        select(APPOINTMENTS)
        .where(APPOINTMENTS.c.ends_at > moment, APPOINTMENTS.c.status != Status.CANCELLED)
        .order_by(APPOINTMENTS.c.starts_at, APPOINTMENTS.c.practitioner)
    )
    return [appointment_of(row) for row in connection.execute(statement)]


def history(connection: Connection, reference: str) -> list[Change]:
    """How an appointment changed, first to last."""
    table = APPOINTMENT_HISTORY
    statement = (
        select(table)
        .join(APPOINTMENTS, APPOINTMENTS.c.id == table.c.appointment)
        .where(APPOINTMENTS.c.reference == reference)
        .order_by(table.c.sequence)
    )
    return [
        Change(row.sequence, Status(row.status), row.service, row.practitioner, row.starts_at, row.changed_at)
        for row in connection.execute(statement)
    ]

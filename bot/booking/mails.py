"""What tells people of their appointments by e-mail: written with the appointment, sent by ``bot.mail``."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, update

from bot.booking.tables import MAILS


class Fate(StrEnum):
    """What became of a mail."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    SUPERSEDED = "superseded"  # the appointment changed before it was sent
    ERASED = "erased"


def announce(connection: Connection, appointment: Row[Any], *, by_mail: bool) -> None:
    """Let a mail tell of an appointment's new state, in the transaction that changes it.

    A mail about an earlier state that is still waiting is not sent any more: it would be wrong by
    now. ``by_mail`` says whether mail is set up; whoever left no address gets none.
    """
    end(connection, MAILS.c.appointment == appointment.id, Fate.SUPERSEDED)
    if not (by_mail and appointment.email):
        return
    values = {
        "appointment": appointment.id,
        "sequence": appointment.sequence,
        "address": appointment.email,
        "fate": Fate.WAITING,
        "attempts": 0,
        "created_at": appointment.updated_at,
        "due_at": appointment.updated_at,
    }
    connection.execute(insert(MAILS).values(values))


def end(connection: Connection, condition: ColumnElement[bool], fate: Fate) -> int:
    """Strip the address from waiting mails and let them wait no longer.

    Returns:
        how many there were.
    """
    waiting = update(MAILS).where(condition, MAILS.c.fate == Fate.WAITING)
    return connection.execute(waiting.values(fate=fate, address=None, due_at=None)).rowcount

"""Messages as rows: what came in, what became of it, and what was replied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, bindparam, update
from sqlalchemy.sql.dml import ReturningInsert

from bot.storage.tables import MESSAGES
from bot.storage.upsert import insert_for


class Fate(StrEnum):
    """What became of a message."""

    RECEIVED = "received"
    ANSWERED = "answered"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class InboundMessage:
    """One message of a user, as a channel hands it over.

    ``client_id`` is the id that the sender gave it: a message with the same one is the same
    message. ``conversation`` is None when the sender names none.
    """

    channel: str
    text: str
    conversation: str | None = None
    locale: str | None = None
    client_id: str | None = None


@dataclass(frozen=True)
class StoredMessage:
    """A message's row; ``reply`` is the complete reply as JSON, None until it was answered."""

    id: int
    conversation: str | None
    fate: Fate
    reply: str | None


def receive(
    connection: Connection, message: InboundMessage, *, conversation: str, now: datetime
) -> StoredMessage:
    """Store a message, or read the row that its client id already has.

    ``conversation`` is the one that a new row joins; the row read may belong to another.
    """
    statement = _receive_statement(connection.dialect.name)
    values: dict[str, Any] = {
        "m_client_id": message.client_id,
        "m_conversation": conversation,
        "m_text": message.text,
        "m_now": now,
    }
    row = connection.execute(statement, values).one()
    return StoredMessage(row.id, row.conversation, Fate(row.fate), row.reply)


def move(connection: Connection, message: int, *, conversation: str) -> None:
    """Let an unanswered message join the conversation that its sender names now."""
    connection.execute(_MOVE, {"m_id": message, "m_conversation": conversation})


def mark_answered(connection: Connection, message: int, *, reply: str, now: datetime) -> None:
    """Store the reply to a message."""
    values = {"m_id": message, "m_fate": Fate.ANSWERED, "m_reply": reply, "m_now": now}
    connection.execute(_FINISH, values)


def mark_failed(connection: Connection, message: int, *, now: datetime) -> None:
    """Record that a message got no answer; sending it again acts on it."""
    values = {"m_id": message, "m_fate": Fate.FAILED, "m_reply": None, "m_now": now}
    connection.execute(_FINISH, values)


@cache
def _receive_statement(dialect: str) -> ReturningInsert[Any]:
    statement = insert_for(dialect, MESSAGES).values(
        client_id=bindparam("m_client_id"),
        conversation=bindparam("m_conversation"),
        text=bindparam("m_text"),
        received_at=bindparam("m_now"),
        fate=Fate.RECEIVED,
    )
    # DO NOTHING would return no row; writing the same id again returns the one that is there.
    unchanged = {"client_id": statement.excluded.client_id}
    columns = (MESSAGES.c.id, MESSAGES.c.conversation, MESSAGES.c.fate, MESSAGES.c.reply)
    upsert = statement.on_conflict_do_update(index_elements=["client_id"], set_=unchanged)
    return upsert.returning(*columns)


_MOVE: Final = (
    update(MESSAGES)
    .where(MESSAGES.c.id == bindparam("m_id"))
    .values(conversation=bindparam("m_conversation"))
)

# An erased message keeps its last reply, so only rows of a conversation are written.
_FINISH: Final = (
    update(MESSAGES)
    .where(MESSAGES.c.id == bindparam("m_id"), MESSAGES.c.conversation.is_not(None))
    .values(fate=bindparam("m_fate"), reply=bindparam("m_reply"), replied_at=bindparam("m_now"))
)

"""Erasing conversations: at once when a user asks, and by age.

What stays of a message that its sender gave an id is that id, with the reply that confirmed the
erasure (a fixed text of the assistant). So a message that is sent again, however late, neither
acts again nor brings its text back; it gets that confirmation.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Delete, Insert, Update, delete, insert, literal, select, update

from bot.storage.messages import Fate
from bot.storage.tables import CONVERSATIONS, FORGETTINGS, MESSAGES


def erase_conversation(connection: Connection, conversation: str, *, reply: str, now: datetime) -> None:
    """Erase a conversation with its messages; ``reply`` is what its ids get from now on."""
    for statement in (
        delete(FORGETTINGS).where(FORGETTINGS.c.conversation == conversation),
        insert(FORGETTINGS).values(conversation=conversation, asked_at=now),
        delete(MESSAGES).where(MESSAGES.c.conversation == conversation, MESSAGES.c.client_id.is_(None)),
        _strip_messages(conversation, reply, now),
        delete(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation),
    ):
        connection.execute(statement)


def erase_older_than(connection: Connection, moment: datetime, *, now: datetime) -> int:
    """Erase messages received before ``moment``, and conversations silent since.

    Returns:
        how many messages went.
    """
    erased = connection.execute(delete(MESSAGES).where(MESSAGES.c.received_at < moment)).rowcount
    for statement in _silent_conversations(moment, now):
        connection.execute(statement)
    return erased


def to_forget(connection: Connection) -> list[str]:
    """The conversations that the engine still has to forget, longest waiting first."""
    statement = select(FORGETTINGS.c.conversation).order_by(FORGETTINGS.c.asked_at)
    return list(connection.execute(statement).scalars())


def mark_forgotten(connection: Connection, conversation: str) -> None:
    """Record that the engine has forgotten a conversation."""
    connection.execute(delete(FORGETTINGS).where(FORGETTINGS.c.conversation == conversation))


def _strip_messages(conversation: str, reply: str, now: datetime) -> Update:
    return (
        update(MESSAGES)
        .where(MESSAGES.c.conversation == conversation)
        .values(text=None, conversation=None, fate=Fate.ANSWERED, reply=reply, replied_at=now)
    )


def _silent_conversations(moment: datetime, now: datetime) -> tuple[Delete | Insert, ...]:
    silent = CONVERSATIONS.c.updated_at < moment
    waiting = select(FORGETTINGS.c.conversation)
    chosen = select(CONVERSATIONS.c.id, literal(now, FORGETTINGS.c.asked_at.type)).where(
        silent, CONVERSATIONS.c.id.not_in(waiting)
    )
    return (
        insert(FORGETTINGS).from_select(["conversation", "asked_at"], chosen),
        delete(CONVERSATIONS).where(silent),
    )

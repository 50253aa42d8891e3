"""Forgetting what came over WhatsApp: at once when someone asks, and by age."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, update

from bot.gateway.whatsapp.inbox import EventState
from bot.gateway.whatsapp.tables import WHATSAPP_EVENTS, WHATSAPP_REPLIES, WHATSAPP_USERS

# Meta delivers again for seven days; a key that went before would let its event act again.
_DELIVERED_AGAIN: Final = timedelta(days=8)


def forget_user(connection: Connection, conversation: str) -> None:
    """Erase who belongs to a conversation, and what was said and not sent yet.

    An event that waits for its answer stays: it may be the very one that asks to be forgotten,
    and its answer has to find the way back.
    """
    for table in (WHATSAPP_REPLIES, WHATSAPP_USERS):
        connection.execute(delete(table).where(table.c.conversation == conversation))
    events = WHATSAPP_EVENTS.c
    done = (events.conversation == conversation) & (events.state != EventState.RECEIVED)
    connection.execute(update(WHATSAPP_EVENTS).where(done).values(conversation=None, payload=None))


def forget_older_than(connection: Connection, moment: datetime) -> int:
    """Erase what is older than a moment, and users who have been silent since.

    Returns:
        how many rows went.
    """
    events = WHATSAPP_EVENTS.c
    old = (
        delete(WHATSAPP_REPLIES).where(WHATSAPP_REPLIES.c.created_at < moment),
        delete(WHATSAPP_USERS).where(WHATSAPP_USERS.c.last_message_at < moment),
        delete(WHATSAPP_EVENTS).where(events.received_at < moment - _DELIVERED_AGAIN),
        update(WHATSAPP_EVENTS)
        .where(events.received_at < moment, events.conversation.is_not(None))
        .values(conversation=None, payload=None, state=EventState.DONE),
    )
    return sum(connection.execute(statement).rowcount for statement in old)

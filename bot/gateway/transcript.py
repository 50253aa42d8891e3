"""The two transactions of a message: one when it arrives, one when its reply is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.gateway.chat_reply import ChatReply
from bot.gateway.outcome import Outcome
from bot.storage.conversations import Conversation, Status, change_after_reply, open_conversation
from bot.storage.messages import InboundMessage, StoredMessage, mark_answered, move, receive


@dataclass(frozen=True)
class Arrival:
    """A message that has been stored; ``conversation`` is None when its reply is there already."""

    message: StoredMessage
    conversation: Conversation | None


def store_arrival(
    connection: Connection, inbound: InboundMessage, *, conversation: str, now: datetime
) -> Arrival:
    """Store a message and open its conversation, unless the message has its reply already."""
    message = receive(connection, inbound, conversation=conversation, now=now)
    if message.reply is not None:
        return Arrival(message, None)
    # A message that failed stays where it was unless its sender names a conversation this time.
    home = inbound.conversation or message.conversation or conversation
    if home != message.conversation:
        move(connection, message.id, conversation=home)
    opened = open_conversation(connection, home, channel=inbound.channel, locale=inbound.locale, now=now)
    return Arrival(message, opened)


def store_reply(
    connection: Connection, message: int, conversation: str, outcome: Outcome, *, now: datetime
) -> ChatReply:
    """Store a reply, left empty when staff have taken the conversation over, but for a warning."""
    status = change_after_reply(connection, conversation, outcome.change, now=now)
    shown = status is not Status.STAFF or outcome.change.emergency
    messages = outcome.messages if shown else ()
    reply = ChatReply(conversation, outcome.language, messages)
    mark_answered(connection, message, reply=reply.json, now=now)
    return reply

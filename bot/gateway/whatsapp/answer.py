"""What an event comes to, stored in one transaction with the end of the event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, update

from bot.gateway.notice import automated_assistant_notice
from bot.gateway.whatsapp.choices import offered_choices
from bot.gateway.whatsapp.inbox import EventState, WaitingEvent, finish
from bot.gateway.whatsapp.notices import Notice, notice
from bot.gateway.whatsapp.outbox import add_replies
from bot.gateway.whatsapp.phone_locale import locale_of
from bot.gateway.whatsapp.recipient import Recipient
from bot.gateway.whatsapp.rendering import render
from bot.gateway.whatsapp.users import set_stopped, set_told_media
from bot.storage.conversations import (
    Conversation,
    ReplyChange,
    Status,
    change_after_reply,
    open_conversation,
)
from bot.storage.tables import MESSAGES
from knowledge.clinic import ClinicProfile
from knowledge.language import Language

CHANNEL: Final = "whatsapp"
Message = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is said, in which language, and what is remembered of the user; None leaves it as it is."""

    messages: Sequence[Message] = ()
    language: Language = Language.EN
    stopped: bool | None = None
    told_media: bool | None = None
    state: EventState = EventState.DONE


def store_answer(connection: Connection, waiting: WaitingEvent, answer: Answer, *, now: datetime) -> None:
    """End an event with its answer, unless it was taken back meanwhile."""
    if not finish(connection, waiting.id, state=answer.state):
        return
    if answer.stopped is not None:
        set_stopped(connection, waiting.conversation, stopped=answer.stopped)
    if answer.told_media is not None:
        set_told_media(connection, waiting.conversation, told=answer.told_media)
    payloads = render(answer.messages, language=answer.language, to=Recipient.of(waiting.event.sender))
    offered = offered_choices(answer.messages)
    choices = {choice.id: choice.text for choice in offered if choice.id != choice.text}
    add_replies(connection, waiting.conversation, payloads, now=now, event=waiting.id, choices=choices)


@dataclass(frozen=True, kw_only=True)
class FixedAnswer:
    """A notice in the conversation's language, else in ``language``, else in the phone's."""

    kind: Notice
    language: Language | None = None
    stopped: bool | None = None
    told_media: bool | None = None
    state: EventState = EventState.DONE


def store_fixed_answer(
    connection: Connection, waiting: WaitingEvent, fixed: FixedAnswer, clinic: ClinicProfile, *, now: datetime
) -> None:
    """End an event with a notice, which waits for nobody; while staff have the conversation, in silence."""
    locale = locale_of(waiting.event.sender)
    conversation = open_conversation(
        connection, waiting.conversation, channel=CHANNEL, locale=locale, now=now
    )
    spoken = conversation.language or fixed.language or Language.from_locale(locale) or Language.EN
    messages = _messages(connection, conversation, notice(fixed.kind, spoken, clinic), spoken, now)
    is_silent = conversation.status is Status.STAFF and fixed.stopped is None
    answer = Answer(
        messages=() if is_silent else messages,
        language=spoken,
        stopped=fixed.stopped,
        told_media=fixed.told_media,
        state=fixed.state,
    )
    store_answer(connection, waiting, answer, now=now)


def client_id(wamid: str) -> str:
    """The id of a message within the assistant: the same for the same message, and no phone number."""
    return str(uuid5(NAMESPACE_URL, f"whatsapp:{wamid}"))


def erase_text(connection: Connection, wamid: str) -> None:
    """Erase the text of a message that its sender deleted."""
    is_it = MESSAGES.c.client_id == client_id(wamid)
    connection.execute(update(MESSAGES).where(is_it).values(text=None))


def _messages(
    connection: Connection, conversation: Conversation, said: Message, language: Language, now: datetime
) -> Sequence[Message]:
    if conversation.noticed or conversation.status is Status.STAFF:
        return (said,)
    change_after_reply(connection, conversation.id, ReplyChange(noticed=True), now=now)
    return (automated_assistant_notice(language), said)

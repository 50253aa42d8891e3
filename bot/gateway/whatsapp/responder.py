"""What each event of a user comes to: a turn of the assistant, a fixed notice, or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.engine.engine import Engine
from bot.gateway.red_flag_reader import RedFlagReader
from bot.gateway.turn import TurnPipeline
from bot.gateway.whatsapp.answer import (
    CHANNEL,
    Answer,
    FixedAnswer,
    client_id,
    erase_text,
    store_answer,
    store_fixed_answer,
)
from bot.gateway.whatsapp.events import (
    ChoiceReceived,
    MediaReceived,
    MessageDeleted,
    MessageEdited,
    TextReceived,
    UnsupportedReceived,
)
from bot.gateway.whatsapp.inbox import (
    EventState,
    WaitingEvent,
    is_last,
)
from bot.gateway.whatsapp.notices import Notice, notice
from bot.gateway.whatsapp.outbox import chosen_text
from bot.gateway.whatsapp.phone_locale import locale_of
from bot.gateway.whatsapp.read_marks import ReadMarks
from bot.gateway.whatsapp.users import User
from bot.gateway.whatsapp.wishes import Wish, language_of_wish, wish_of
from bot.storage.database import Database
from bot.storage.messages import InboundMessage
from knowledge.clinic import ClinicProfile
from knowledge.language import Language


@dataclass(frozen=True, kw_only=True)
class Assistant:
    """What answers, and what is known of the clinic; ``clock`` is that of its appointments."""

    pipeline: TurnPipeline
    engine: Engine
    reader: RedFlagReader
    clinic: ClinicProfile
    clock: Clock
    address: str


class Responder:
    """Answers one event, and stores its end together with what is to be sent.

    Raises:
        EngineUnavailable: from each of its methods, when no answer came; the event is not done then.
    """

    def __init__(
        self, *, database: Database, assistant: Assistant, marks: ReadMarks, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._assistant = assistant
        self._marks = marks
        self._now = now

    async def respond(self, waiting: WaitingEvent, user: User) -> None:
        """Answer an event of this user."""
        match waiting.event:
            case TextReceived(body=text):
                await self._said(waiting, user, text)
            case ChoiceReceived(choice_id=choice):
                await self._said(waiting, user, await self._chosen(user, choice))
            case MessageEdited(original=original, body=text):
                await self._edited(waiting, user, original, text)
            case MessageDeleted(original=original):
                await self._deleted(waiting, original)
            case MediaReceived(caption=str(text)):
                await self._said(waiting, user, text, with_more=True)
            case MediaReceived() | UnsupportedReceived():
                await self._unreadable(waiting, user)
            case _:
                await self._in_silence(waiting)

    async def _said(self, waiting: WaitingEvent, user: User, text: str, *, with_more: bool = False) -> None:
        wish = wish_of(text)
        if user.stopped and wish is Wish.START:
            await self._fixed(waiting, _wish_answer(Notice.RESUMED, text, stopped=False))
        elif not user.stopped and wish is Wish.STOP:
            await self._fixed(waiting, _wish_answer(Notice.STOPPED, text, stopped=True))
        elif user.stopped and not await self._assistant.reader.read(text):
            await self._in_silence(waiting)  # a red flag is answered all the same
        else:
            await self._turn(waiting, user, text, with_more=with_more)

    async def _turn(self, waiting: WaitingEvent, user: User, text: str, *, with_more: bool) -> None:
        inbound = InboundMessage(
            channel=CHANNEL,
            text=text,
            conversation=waiting.conversation,
            locale=locale_of(waiting.event.sender),
            client_id=client_id(waiting.event.id),
        )
        async with self._marks.shown(waiting.conversation, waiting.event.id):
            reply = json.loads(await self._assistant.pipeline.answer(inbound))
        language = Language(reply["language"])
        messages = reply["messages"]
        if with_more and not user.told_media and _is_usual(messages):
            messages = [notice(Notice.ONLY_TEXT, language, self._assistant.clinic), *messages]
        answer = Answer(messages=messages, language=language, told_media=with_more)
        await self._store(waiting, answer)

    async def _chosen(self, user: User, choice: str) -> str:
        return await self._database.run(chosen_text, user.conversation, choice) or choice

    async def _edited(self, waiting: WaitingEvent, user: User, original: str, text: str) -> None:
        if await self._database.run(is_last, original, but_for=waiting.id):
            await self._said(waiting, user, text)
        else:
            await self._in_silence(waiting)

    async def _deleted(self, waiting: WaitingEvent, original: str) -> None:
        await self._database.run(erase_text, original)
        await self._in_silence(waiting)
        await self._database.empty_log()

    async def _unreadable(self, waiting: WaitingEvent, user: User) -> None:
        if user.told_media or user.stopped:
            await self._in_silence(waiting)
            return
        async with self._marks.shown(waiting.conversation, waiting.event.id):
            await self._fixed(waiting, FixedAnswer(kind=Notice.ONLY_TEXT, told_media=True))

    async def _in_silence(self, waiting: WaitingEvent) -> None:
        await self._store(waiting, Answer())

    async def _store(self, waiting: WaitingEvent, answer: Answer) -> None:
        await self._database.run(store_answer, waiting, answer, now=self._now())

    async def _fixed(self, waiting: WaitingEvent, answer: FixedAnswer) -> None:
        clinic = self._assistant.clinic
        await self._database.run(store_fixed_answer, waiting, answer, clinic, now=self._now())

    async def give_up(self, waiting: WaitingEvent) -> None:
        """End an event that cannot be answered with a word about it."""
        await self._fixed(waiting, FixedAnswer(kind=Notice.UNANSWERED, state=EventState.FAILED))


def _wish_answer(kind: Notice, text: str, *, stopped: bool) -> FixedAnswer:
    return FixedAnswer(kind=kind, language=language_of_wish(text), stopped=stopped)


def text_of(waiting: WaitingEvent) -> str | None:
    """What somebody said with an event; None where it holds no words."""
    match waiting.event:
        case TextReceived(body=text) | MessageEdited(body=text) | ChoiceReceived(choice_id=text):
            return text
        case MediaReceived(caption=str(text)):
            return text
    return None


def _is_usual(messages: list[dict[str, Any]]) -> bool:
    """Whether there is a reply, and no emergency, which stands alone."""
    return bool(messages) and messages[0]["kind"] != "emergency"

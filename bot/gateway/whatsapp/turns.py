"""Takes the events of users in their order: a turn of the assistant, a fixed notice, or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.engine.engine import Engine, EngineUnavailable
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
from bot.gateway.whatsapp.engine_watch import EngineWatch
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
    count_attempt,
    is_last,
    move_home,
    next_event,
    waiting_events,
)
from bot.gateway.whatsapp.notices import Notice, notice
from bot.gateway.whatsapp.outbox import chosen_text
from bot.gateway.whatsapp.phone_locale import locale_of
from bot.gateway.whatsapp.read_marks import ReadMarks
from bot.gateway.whatsapp.users import User, read_user
from bot.gateway.whatsapp.wishes import Wish, language_of_wish, wish_of
from bot.storage.database import Database
from bot.storage.messages import InboundMessage
from knowledge.clinic import ClinicProfile
from knowledge.language import Language

_log = structlog.get_logger(__name__)

MOST_ATTEMPTS: Final = 8
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 10.0


@dataclass(frozen=True, kw_only=True)
class Assistant:
    """What answers, and what is known of the clinic; ``clock`` is that of its appointments."""

    pipeline: TurnPipeline
    engine: Engine
    reader: RedFlagReader
    clinic: ClinicProfile
    clock: Clock
    address: str


class Turns:
    """Takes one step for a conversation at a time; ``lanes.py`` calls it."""

    def __init__(
        self,
        *,
        database: Database,
        assistant: Assistant,
        marks: ReadMarks,
        now: Callable[[], datetime],
        order_wait: timedelta,
        on_replies: Callable[[str], None],
        on_moved: Callable[[str], None],
    ) -> None:
        self._database = database
        self._assistant = assistant
        self._marks = marks
        self._now = now
        self._started_at = now()
        self._order_wait = order_wait
        self._on_replies = on_replies
        self._on_moved = on_moved
        self._watch = EngineWatch(assistant.engine, assistant.clock.monotonic)
        # The newest event of a conversation that was read and held no red flag, while the engine is away.
        self._calm_until: dict[str, int] = {}

    async def step(self, conversation: str) -> float | None:
        """Take the oldest event; seconds until the next step, None when there is none left."""
        waiting = await self._database.run(next_event, conversation)
        if waiting is None:
            self._calm_until.pop(conversation, None)
            return None
        wait = self._wait(waiting)
        if wait > 0:
            return wait
        if _needs_engine(waiting) and await self._watch.is_away():
            return await self._while_away(waiting)
        return await self._try(waiting)

    async def _try(self, waiting: WaitingEvent) -> float:
        conversation = waiting.conversation
        user = await self._database.run(read_user, conversation)
        if user is None:
            self._on_moved(await self._database.run(move_home, waiting))
            return 0
        try:
            await self._take(waiting, user)
        except EngineUnavailable:
            return await self._try_later(waiting)
        except SQLAlchemyError:
            raise  # nothing can be noted now
        except Exception as error:  # one message that breaks us must not block its conversation for ever
            _log.error("whatsapp.event.broken", row=waiting.id, error=type(error).__name__)
            return await self._try_later(waiting)
        self._marks.forget(conversation)
        self._on_replies(conversation)
        return 0

    async def _while_away(self, waiting: WaitingEvent) -> float:
        """Nobody in danger waits for the engine, nor behind a message that does."""
        conversation = waiting.conversation
        calm = self._calm_until.get(conversation, 0)
        events = await self._database.run(waiting_events, conversation, after=calm)
        for event in events:
            if await self._assistant.reader.read(_text_of(event) or ""):
                return await self._try(event)
        self._calm_until[conversation] = max((event.id for event in events), default=calm)
        return self._pause(waiting)

    def _wait(self, waiting: WaitingEvent) -> float:
        """How long an older event could still come: until ours is as old as they come late.

        Meta's clock may be ahead of ours, so nobody waits longer than that after the arrival. What
        could not be delivered while no process ran comes again soon after the start.
        """
        since = max(min(waiting.event.at, waiting.received_at), self._started_at)
        return (since + self._order_wait - self._now()).total_seconds()

    async def _take(self, waiting: WaitingEvent, user: User) -> None:
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

    async def _try_later(self, waiting: WaitingEvent) -> float:
        """Wait for the engine as long as it is away; give up only what it cannot answer while it is there."""
        if not await self._watch.failed():
            if waiting.attempts + 1 >= MOST_ATTEMPTS:
                return await self._give_up(waiting)
            await self._database.run(count_attempt, waiting.id)
        return self._pause(waiting)

    def _pause(self, waiting: WaitingEvent) -> float:
        age = (self._now() - waiting.received_at).total_seconds()
        return min(_FIRST_PAUSE + max(age, 0.0) / 4, _LONGEST_PAUSE)

    async def _give_up(self, waiting: WaitingEvent) -> float:
        _log.error("whatsapp.event.failed", row=waiting.id, attempts=waiting.attempts + 1)
        await self._fixed(waiting, FixedAnswer(kind=Notice.UNANSWERED, state=EventState.FAILED))
        self._marks.forget(waiting.conversation)
        self._on_replies(waiting.conversation)
        return 0


def _wish_answer(kind: Notice, text: str, *, stopped: bool) -> FixedAnswer:
    return FixedAnswer(kind=kind, language=language_of_wish(text), stopped=stopped)


def _text_of(waiting: WaitingEvent) -> str | None:
    match waiting.event:
        case TextReceived(body=text) | MessageEdited(body=text) | ChoiceReceived(choice_id=text):
            return text
        case MediaReceived(caption=str(text)):
            return text
    return None


def _needs_engine(waiting: WaitingEvent) -> bool:
    text = _text_of(waiting)
    return text is not None and wish_of(text) is None


def _is_usual(messages: list[dict[str, Any]]) -> bool:
    """Whether there is a reply, and no emergency, which stands alone."""
    return bool(messages) and messages[0]["kind"] != "emergency"

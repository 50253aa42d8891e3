"""Takes the events of users in their order, and again until they are done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.engine.engine import EngineUnavailable
from bot.gateway.whatsapp.engine_watch import EngineWatch
from bot.gateway.whatsapp.inbox import (
    WaitingEvent,
    count_attempt,
    move_home,
    next_event,
    waiting_events,
)
from bot.gateway.whatsapp.read_marks import ReadMarks
from bot.gateway.whatsapp.responder import Assistant, Responder, text_of
from bot.gateway.whatsapp.users import read_user
from bot.gateway.whatsapp.wishes import wish_of
from bot.storage.database import Database

_log = structlog.get_logger(__name__)

MOST_ATTEMPTS: Final = 8
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 10.0


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
        self._responder = Responder(database=database, assistant=assistant, marks=marks, now=now)
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
            await self._responder.respond(waiting, user)
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
            if await self._assistant.reader.read(text_of(event) or ""):
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
        await self._responder.give_up(waiting)
        self._marks.forget(waiting.conversation)
        self._on_replies(waiting.conversation)
        return 0


def _needs_engine(waiting: WaitingEvent) -> bool:
    text = text_of(waiting)
    return text is not None and wish_of(text) is None

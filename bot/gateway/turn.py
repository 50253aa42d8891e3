"""What happens to one message, from the moment it is let in until its reply is stored."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.clock import Clock
from bot.engine.engine import Engine, EngineUnavailable, Turn
from bot.gateway.chat_reply import ChatReply
from bot.gateway.conversation_queue import ConversationQueue
from bot.gateway.emergencies import Emergencies
from bot.gateway.eraser import Eraser
from bot.gateway.first_reading import FirstReading, first_reading
from bot.gateway.language_decider import LanguageDecider
from bot.gateway.metrics import Metrics
from bot.gateway.notice import unsupported_language_notice
from bot.gateway.outcome import Outcome, outcome_of_reply, remember
from bot.gateway.safety import Safety
from bot.gateway.transcript import store_arrival, store_reply
from bot.storage.conversations import Conversation, ReplyChange, Status
from bot.storage.database import Database
from bot.storage.messages import InboundMessage, StoredMessage, mark_failed

_log = structlog.get_logger(__name__)


class TurnPipeline:
    """Answers messages: red flags, language, status, engine, effects, storage, reply.

    One gateway process owns all conversations, so its own queues keep the order of messages and
    let a message that comes twice at once wait for its twin.
    """

    def __init__(
        self,
        *,
        database: Database,
        engine: Engine,
        decider: LanguageDecider,
        eraser: Eraser,
        clock: Clock,
        metrics: Metrics,
        safety: Safety,
    ) -> None:
        self._database = database
        self._engine = engine
        self._decider = decider
        self._eraser = eraser
        self._clock = clock
        self._metrics = metrics
        self._reader = safety.reader
        self._emergencies = Emergencies(safety.advice, clock)
        self._by_message = ConversationQueue()
        self._by_conversation = ConversationQueue()

    async def answer(self, inbound: InboundMessage) -> str:
        """The complete reply to one message, as JSON; the one stored if it was answered before.

        Raises:
            EngineUnavailable: when no answer came; the message is kept, sending it again acts.
            sqlalchemy.exc.OperationalError: when the message could not be stored now.
        """
        conversation = inbound.conversation or secrets.token_urlsafe(16)
        async with self._in_order(inbound.client_id, conversation):
            with first_reading(inbound.text, self._engine, self._reader) as first:
                return await self._take(inbound, conversation, first)

    async def _take(self, inbound: InboundMessage, conversation: str, first: FirstReading) -> str:
        arrival = await self._database.run(
            store_arrival, inbound, conversation=conversation, now=self._clock.now()
        )
        if arrival.conversation is None:
            _log.info("chat.message.repeated", message=arrival.message.id)
            return arrival.message.reply or ""
        _log.debug("chat.message.received", message=arrival.message.id)
        return await self._act(inbound, arrival.message, arrival.conversation, first)

    @asynccontextmanager
    async def _in_order(self, client_id: str | None, conversation: str) -> AsyncIterator[None]:
        if client_id is None:
            async with self._by_conversation.turn(conversation):
                yield
            return
        async with self._by_message.turn(client_id), self._by_conversation.turn(conversation):
            yield

    async def _act(
        self, inbound: InboundMessage, message: StoredMessage, conversation: Conversation, first: FirstReading
    ) -> str:
        try:
            outcome = await self._outcome(inbound.text, message.id, conversation, first)
        except EngineUnavailable:
            self._metrics.engine_failures.inc()
            await self._database.run(mark_failed, message.id, now=self._clock.now())
            _log.warning("chat.message.failed", message=message.id)
            raise
        reply = await self._finish(message, conversation.id, outcome)
        self._metrics.count_messages(reply.language, reply.messages)
        shown = [message.get("topic") or message["kind"] for message in reply.messages]
        _log.info("chat.message.answered", message=message.id, language=reply.language.value, shown=shown)
        return reply.json

    async def _outcome(
        self, text: str, message: int, conversation: Conversation, first: FirstReading
    ) -> Outcome:
        decision = self._decider.decide(text, remembered=conversation.language, locale=conversation.locale)
        alarm = await first.alarm
        if alarm:
            return self._emergencies.warning(alarm, conversation, decision)
        if conversation.status is Status.STAFF:
            return Outcome(decision.language, (), remember(decision))
        if self._emergencies.is_open(conversation) and await self._reader.is_all_clear(text):
            return self._emergencies.all_clear(conversation, decision)
        if decision.unsupported:
            notice = unsupported_language_notice(decision.language)
            return Outcome(decision.language, (notice,), ReplyChange())
        turn = Turn(conversation.id, text, decision.language, first.vector, conversation.is_new, message)
        reply = await self._engine.answer(turn)
        reminders = self._emergencies.reminders(conversation, decision)
        return outcome_of_reply(reply, decision, noticed=conversation.noticed, opening=reminders)

    async def _finish(self, message: StoredMessage, conversation: str, outcome: Outcome) -> ChatReply:
        if outcome.erase:
            reply = ChatReply(conversation, outcome.language, outcome.messages)
            await self._eraser.erase(conversation, reply=reply.json)
            return reply
        return await self._database.run(store_reply, message.id, conversation, outcome, now=self._clock.now())

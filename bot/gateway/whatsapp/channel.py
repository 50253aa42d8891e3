"""The WhatsApp channel, put together: what comes in is kept, answered and sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

import aiohttp
import structlog

from bot.clock import Clock
from bot.gateway.whatsapp.counters import Counters
from bot.gateway.whatsapp.deliveries import Deliveries
from bot.gateway.whatsapp.events import ErrorReported, Event, UserEvent
from bot.gateway.whatsapp.graph import GraphClient
from bot.gateway.whatsapp.graph_errors import error_of_report
from bot.gateway.whatsapp.inbox import waiting_conversations
from bot.gateway.whatsapp.lanes import Lanes
from bot.gateway.whatsapp.outbox import unsent_conversations
from bot.gateway.whatsapp.pace import Pace
from bot.gateway.whatsapp.payload import parse
from bot.gateway.whatsapp.read_marks import ReadMarks
from bot.gateway.whatsapp.reminders import Reminders
from bot.gateway.whatsapp.reported_failure import Reported
from bot.gateway.whatsapp.responder import Assistant
from bot.gateway.whatsapp.sending import Sending, tell
from bot.gateway.whatsapp.turns import Turns
from bot.storage.database import Database
from bot.whatsapp_settings import WhatsAppSettings

_log = structlog.get_logger(__name__)

_TURNS_AT_ONCE: Final = 16
_SENDS_AT_ONCE: Final = 32
_REAL_CLOCK: Final = Clock()


class WhatsAppChannel:
    """Keeps what webhooks tell, and works it off while it runs.

    Meta's clock is the real one, also where ``MERIDIAN_NOW`` starts ours at another moment.
    """

    def __init__(
        self,
        settings: WhatsAppSettings,
        database: Database,
        assistant: Assistant,
        counters: Counters,
        *,
        clock: Clock = _REAL_CLOCK,
    ) -> None:
        self.settings = settings
        self._database = database
        self._assistant = assistant
        self._counters = counters
        self._clock = clock
        self._pace = Pace(clock.monotonic)
        self._session = aiohttp.ClientSession()
        self._deliveries = Deliveries(database)
        self._turns, self._sending = self._lanes()
        self.reminders = Reminders(
            database=database,
            clinic=assistant.clinic,
            address=assistant.address,
            clock=assistant.clock.now,
            now=clock.now,
            wake=self._sending.wake,
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Work, beginning with what was left when the last process ended."""
        self._turns.wake(await self._database.run(waiting_conversations))
        self._sending.wake(await self._database.run(unsent_conversations))
        reminding = asyncio.create_task(self._remind(), name="reminders")
        try:
            yield
        finally:
            reminding.cancel()
            await asyncio.gather(reminding, return_exceptions=True)
            await self._turns.stop()
            await self._sending.stop()
            await self._session.close()

    async def _remind(self) -> None:
        if self.settings.reminders:
            await self.reminders.look_for_ever()

    async def take(self, body: object) -> None:
        """Keep what a webhook tells; once this returns, it is not lost any more.

        Raises:
            sqlalchemy.exc.OperationalError: when it could not be kept now.
        """
        now = self._clock.now()
        events = parse(body, phone_number_id=self.settings.phone_number_id, now=now)
        kept = await self._deliveries.keep(events, now=now)
        self._turns.wake(kept.conversations)
        self._sending.hurry({reported.conversation for reported in kept.reported})
        self._sending.wake({reported.conversation for reported in kept.reported if reported.goes_out_again})
        self._tell(events, kept.reported)

    def _tell(self, events: Sequence[Event], reported: Sequence[Reported]) -> None:
        for event in events:
            self._counters.count_event(type(event).__name__)
            if isinstance(event, UserEvent):
                self._pace.count_received()
            elif isinstance(event, ErrorReported):
                self._tell_errors(event)
        for report in reported:
            tell(report, self._counters)

    def _tell_errors(self, event: ErrorReported) -> None:
        for error in event.errors:
            kind = type(error_of_report(error)).__name__
            self._counters.count_error(kind)
            _log.error("whatsapp.error.reported", error=kind, code=error.code)

    def _lanes(self) -> tuple[Lanes, Lanes]:
        settings, now = self.settings, self._clock.now
        graph = GraphClient(
            self._session,
            token=settings.token,
            phone_number_id=settings.phone_number_id,
            base_url=settings.graph_url,
        )
        sending = Sending(
            database=self._database,
            graph=graph,
            pace=self._pace,
            counters=self._counters,
            now=now,
            unclear_wait=settings.unclear_wait,
        )
        sends = Lanes("sending", sending.step, at_once=_SENDS_AT_ONCE)
        turns = Turns(
            database=self._database,
            assistant=self._assistant,
            marks=ReadMarks(graph),
            now=now,
            order_wait=settings.order_wait,
            on_replies=lambda conversation: sends.wake([conversation]),
            on_moved=lambda conversation: self._turns.wake([conversation]),
        )
        return Lanes("turns", turns.step, at_once=_TURNS_AT_ONCE), sends

"""What webhooks tell is kept at once, deliveries that come together in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from bot.gateway.whatsapp.events import Event, StatusReported, UserEvent
from bot.gateway.whatsapp.inbox import keep
from bot.gateway.whatsapp.reported_failure import Reported
from bot.gateway.whatsapp.statuses import apply_statuses
from bot.storage.database import Database

_MOST_AT_ONCE: Final = 32


@dataclass(frozen=True)
class Kept:
    """What a delivery changed: conversations with something to do, and what became of replies."""

    conversations: set[str]
    reported: list[Reported]


@dataclass(frozen=True)
class _Delivery:
    events: Sequence[Event]
    now: datetime
    kept: asyncio.Future[Kept]


class Deliveries:
    """Keeps deliveries before all else that the database has to do, since Meta waits for each.

    Waiting for the disk is most of the work, and one wait does for many.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Delivery] = []
        self._keeping: asyncio.Task[None] | None = None

    async def keep(self, events: Sequence[Event], *, now: datetime) -> Kept:
        """Keep what one webhook tells; once this returns, it is not lost any more.

        Raises:
            sqlalchemy.exc.OperationalError: when it could not be kept now.
        """
        delivery = _Delivery(events, now, asyncio.get_running_loop().create_future())
        self._waiting.append(delivery)
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep_all(), name="deliveries")
        return await delivery.kept

    async def _keep_all(self) -> None:
        try:
            while together := self._waiting[:_MOST_AT_ONCE]:
                del self._waiting[:_MOST_AT_ONCE]
                await self._keep(together)
        finally:
            self._keeping = None

    async def _keep(self, together: Sequence[_Delivery]) -> None:
        try:
            kept = await self._database.run_first(_keep_each, together)
        except Exception as error:  # told to those who wait; what breaks one must not refuse the others
            if len(together) == 1:
                _refuse(together[0], error)
                return
            for delivery in together:
                await self._keep([delivery])
            return
        for delivery, result in zip(together, kept, strict=True):
            if not delivery.kept.done():
                delivery.kept.set_result(result)


def _refuse(delivery: _Delivery, error: Exception) -> None:
    if not delivery.kept.done():
        delivery.kept.set_exception(error)


def _keep_each(connection: Connection, together: Sequence[_Delivery]) -> list[Kept]:
    return [_keep_one(connection, delivery) for delivery in together]


def _keep_one(connection: Connection, delivery: _Delivery) -> Kept:
    said = [event for event in delivery.events if isinstance(event, UserEvent)]
    statuses = [event for event in delivery.events if isinstance(event, StatusReported)]
    conversations = keep(connection, said, now=delivery.now) if said else set()
    return Kept(conversations, apply_statuses(connection, statuses, now=delivery.now))

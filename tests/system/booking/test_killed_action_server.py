"""Many book while the action server is killed again and again: what was confirmed is stored, once."""

from __future__ import annotations

import asyncio
import os
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, islice

import pytest
from sqlalchemy import Engine, select

from bot.booking.calendar import Calendar
from bot.booking.lookup import taking_place_since
from bot.booking.tables import APPOINTMENTS
from knowledge.catalogue import Catalogue
from knowledge.clinic import ClinicProfile
from tests.bot.booking.bookings import NOW
from tests.bot.booking.consistency import assert_consistent
from tests.bot.conftest import open_engine
from tests.system.assistant import Assistant
from tests.system.booking.clients import (
    SERVICE,
    Client,
    Confirmed,
    clients_for,
    confirmed,
    is_read_back,
    is_told_that_it_is_taken,
)
from tests.system.booking.killing import Killer, moments
from tests.system.chat import Conversation, Reply, Visitor
from tests.system.test_booking_conversations import empty_calendar
from tests.system.test_crashes import until_ready

pytestmark = [pytest.mark.system, pytest.mark.proof]

BOOKINGS = int(os.environ.get("MERIDIAN_TEST_BOOKINGS", "200"))
KILLS = max(2, BOOKINGS // 20)
AT_ONCE = 16
SEED = 4
AGAIN = 1.0
PATIENCE = 120.0


@dataclass
class Crowd:
    """Clients who book a few at a time, and send what failed again until it is answered."""

    visitor: Visitor
    clinic: ClinicProfile
    failures: int = 0
    confirmed: list[Confirmed] = field(default_factory=list)

    async def book(self, clients: list[Client]) -> None:
        """Everybody books; returns when each has a reference or knows that the time is taken."""
        waiting = iter(clients)
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(self._one_after_another(waiting))

    async def _one_after_another(self, waiting: Iterator[Client]) -> None:
        for client in waiting:
            made = await self._talk(client, self.visitor.conversation(client.language))
            if made:
                self.confirmed.append(made)

    async def _talk(self, client: Client, conversation: Conversation) -> Confirmed | None:
        reply = await self._until_answered(conversation, client.wish)
        if is_told_that_it_is_taken(client, reply, self.clinic):
            return None
        assert is_read_back(client, reply), reply
        reply = await self._until_answered(conversation, client.yes)
        made = confirmed(client, reply)
        assert made or is_told_that_it_is_taken(client, reply, self.clinic), reply
        return made

    async def _until_answered(self, conversation: Conversation, text: str) -> Reply:
        message, deadline = str(uuid.uuid4()), time.monotonic() + PATIENCE
        fields = {"conversation": conversation.id, "locale": conversation.locale, "id": message}
        while (response := await self.visitor.post(text=text, **fields)).status == 503:
            self.failures += 1
            assert time.monotonic() < deadline, "no answer came"
            await asyncio.sleep(AGAIN)
        assert response.status == 200, (response.status, await response.text())
        reply: Reply = await response.json()
        return reply


@pytest.fixture
def engine(assistant: Assistant) -> Iterator[Engine]:
    empty_calendar(assistant)
    engine = open_engine(assistant.database_url)
    yield engine
    engine.dispose()


async def test_what_was_confirmed_is_stored_and_no_two_have_one_time(
    assistant: Assistant, visitor: Visitor, engine: Engine, written: Catalogue
) -> None:
    calendar, crowd, stop = Calendar.of(written.clinic), Crowd(visitor, written.clinic), threading.Event()
    clients = clients_for(wished_starts(calendar))
    wished = {client.start for client in clients}
    deaths = moments(SEED, kills=KILLS, appointments=len(wished))
    began = time.monotonic()

    killing = asyncio.create_task(asyncio.to_thread(Killer(assistant, engine, stop).kill_at, deaths))
    try:
        await crowd.book(clients)
        killed = await killing
    finally:
        stop.set()
        await until_ready(visitor)

    print(f"\n{len(clients)} clients, {len(crowd.confirmed)} confirmed, {killed} servers killed,", end=" ")
    print(f"{crowd.failures} messages sent again, {time.monotonic() - began:.0f} s")
    assert killed == KILLS
    assert stored(engine) == {(one.reference, one.start, one.conversation) for one in crowd.confirmed}
    assert sorted(one.start for one in crowd.confirmed) == sorted(wished)
    assert_consistent(engine, calendar, {one.reference for one in crowd.confirmed})


def wished_starts(calendar: Calendar) -> list[datetime]:
    """One for each client, soonest first; every third hour is wished by two."""
    wished = ([start] * (1 if place % 3 else 2) for place, start in enumerate(full_hours(calendar)))
    starts = list(islice(chain.from_iterable(wished), BOOKINGS))
    assert len(starts) == BOOKINGS, "the calendar has no room for so many"
    return starts


def full_hours(calendar: Calendar) -> Iterator[datetime]:
    """The full hours at which the clinic takes somebody, soonest first."""
    for ahead in range(1, calendar.rules.days_ahead):
        starts = calendar.starts(NOW.date() + timedelta(days=ahead), SERVICE, now=NOW)
        yield from (start for start in starts if not start.minute)


def stored(engine: Engine) -> set[tuple[str, datetime, str | None]]:
    """What the database holds, in the terms of what was confirmed."""
    with engine.connect() as connection:
        count = len(connection.execute(select(APPOINTMENTS.c.id)).all())
        rows = {(one.reference, one.start, one.conversation) for one in taking_place_since(connection, NOW)}
    assert len(rows) == count
    return rows

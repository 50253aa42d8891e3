"""Webhooks that come together are kept together, and none suffers from another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import OperationalError

from bot.gateway.whatsapp import deliveries as module
from bot.gateway.whatsapp.deliveries import Deliveries
from bot.gateway.whatsapp.events import TextReceived
from bot.gateway.whatsapp.sender import Sender
from bot.gateway.whatsapp.tables import WHATSAPP_EVENTS
from bot.settings import Settings
from bot.storage.database import Database

pytestmark = pytest.mark.asyncio

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def said(number: int) -> TextReceived:
    return TextReceived(id=f"wamid.{number}", at=NOW, sender=Sender(f"HK.{number}"), body="hello")


@pytest_asyncio.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    opened = Database(settings)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def transactions(database: Database, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many deliveries each transaction keeps."""
    sizes: list[int] = []
    keep_each = module._keep_each

    def counting(connection: Connection, together):
        sizes.append(len(together))
        return keep_each(connection, together)

    monkeypatch.setattr(module, "_keep_each", counting)
    return sizes


def count_events(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(WHATSAPP_EVENTS)).scalar_one()


async def test_those_that_wait_share_a_transaction(database: Database, transactions: list[int]) -> None:
    deliveries = Deliveries(database)
    kept = await asyncio.gather(*(deliveries.keep([said(number)], now=NOW) for number in range(40)))

    assert await database.run(count_events) == 40
    assert [len(one.conversations) for one in kept] == [1] * 40
    assert sum(transactions) == 40
    assert len(transactions) <= 3


async def test_what_cannot_be_kept_refuses_no_other(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_one = module._keep_one

    def failing(connection: Connection, delivery):
        if delivery.events[0].id == "wamid.3":
            raise OperationalError("", None, Exception())
        return keep_one(connection, delivery)

    monkeypatch.setattr(module, "_keep_one", failing)
    deliveries = Deliveries(database)
    kept = [deliveries.keep([said(number)], now=NOW) for number in range(6)]
    results = await asyncio.gather(*kept, return_exceptions=True)

    assert [type(result) for result in results].count(OperationalError) == 1
    assert isinstance(results[3], OperationalError)
    assert await database.run(count_events) == 5


async def test_whoever_stops_waiting_is_kept_all_the_same(database: Database) -> None:
    deliveries = Deliveries(database)
    gone = asyncio.create_task(deliveries.keep([said(1)], now=NOW))
    await asyncio.sleep(0)  # it is handed over
    gone.cancel()
    await deliveries.keep([said(2)], now=NOW)

    assert await database.run(count_events) == 2

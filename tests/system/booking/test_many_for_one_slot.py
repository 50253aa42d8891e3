"""Sixty-four clients want one slot at the same moment, over the chat API, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from bot.booking.calendar import Calendar
from knowledge.catalogue import Catalogue
from tests.bot.booking.bookings import hong_kong
from tests.bot.booking.consistency import assert_consistent
from tests.bot.conftest import open_engine
from tests.system.assistant import Assistant
from tests.system.booking.clients import (
    Client,
    clients_for,
    confirmed,
    is_read_back,
    is_told_that_it_is_taken,
)
from tests.system.chat import Reply, Visitor
from tests.system.test_booking_conversations import empty_calendar

pytestmark = pytest.mark.system

CLIENTS = 64
START = hong_kong("2026-12-02 15:00")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.proof)])
def front_desk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """The assistant on one database or the other, with nothing booked."""
    if request.param == "sqlite":
        started: Assistant = request.getfixturevalue("assistant")
        empty_calendar(started)
        yield started
        return
    url = request.getfixturevalue("cluster").create_database().render_as_string(hide_password=False)
    with Assistant.installed_in(tmp_path_factory.mktemp("postgresql"), url).running() as started:
        yield started


@pytest.fixture
def engine(front_desk: Assistant) -> Iterator[Engine]:
    engine = open_engine(front_desk.database_url)
    yield engine
    engine.dispose()


async def test_one_gets_it_and_all_others_are_told_that_it_is_taken(
    front_desk: Assistant, engine: Engine, written: Catalogue
) -> None:
    clients = clients_for([START] * CLIENTS)

    asked, answered = await wish_and_agree(front_desk, clients)

    assert all(is_read_back(client, reply) for client, reply in zip(clients, asked, strict=True))
    told = [confirmed(client, reply) for client, reply in zip(clients, answered, strict=True)]
    [winner] = filter(None, told)
    assert_consistent(engine, Calendar.of(written.clinic), {winner.reference})
    for client, reply in zip(clients, answered, strict=True):
        if reply["conversation"] != winner.conversation:
            assert is_told_that_it_is_taken(client, reply, written.clinic), reply


async def wish_and_agree(front_desk: Assistant, clients: list[Client]) -> tuple[list[Reply], list[Reply]]:
    """What they hear on their wishes, all sent at once, and then on saying yes, all at once."""
    async with Visitor(front_desk) as visitor:
        conversations = [visitor.conversation(client.language) for client in clients]
        spoken = list(zip(clients, conversations, strict=True))
        asked = await asyncio.gather(*(here.say(client.wish) for client, here in spoken))
        answered = await asyncio.gather(*(here.say(client.yes) for client, here in spoken))
    return asked, answered

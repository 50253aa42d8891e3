from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.settings import Settings
from tests.bot.gateway.conftest import Start
from tests.bot.gateway.whatsapp.phone import Phone, with_number
from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.person import Person


@pytest.fixture
def behaviour() -> Behaviour:
    """What Meta does; a test changes it before the first message."""
    return Behaviour()


@pytest_asyncio.fixture
async def graph(behaviour: Behaviour) -> AsyncIterator[FakeGraph]:
    async with FakeGraph(behaviour) as running:
        yield running


@pytest.fixture
def off_phone(graph: FakeGraph, settings: Settings, start: Start) -> Phone:
    """A number whose gateway was not started yet."""
    return Phone(graph, with_number(settings, graph), start)


@pytest_asyncio.fixture
async def phone(off_phone: Phone) -> AsyncIterator[Phone]:
    await off_phone.start()
    yield off_phone
    await off_phone.graph.settled()  # statuses of the last reply find somebody there


@pytest.fixture
def ann(graph: FakeGraph) -> Person:
    """Someone in Hong Kong who is known by phone number and BSUID."""
    return graph.person("Ann", phone="85290000001", user="HK.ann1")

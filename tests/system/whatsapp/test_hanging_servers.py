"""A server that hangs instead of ending: nothing is lost, nothing comes twice, the order stays."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest
import pytest_asyncio

from knowledge.language import Language
from tests.system.sentences import SENTENCES
from tests.system.whatsapp.assistant_with_number import (
    SAID,
    AssistantWithNumber,
    Talk,
    assistant_with_number,
    graph_of,
)
from tests.whatsapp.fake_graph.graph import FakeGraph

pytestmark = [pytest.mark.system, pytest.mark.proof]


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AssistantWithNumber]:
    """An assistant whose gateway soon gives up waiting for an answer."""
    folder = tmp_path_factory.mktemp("hanging")
    with assistant_with_number(folder, MERIDIAN_ENGINE_TIMEOUT="1") as started:
        yield started


@pytest_asyncio.fixture
async def graph(impatient: AssistantWithNumber) -> AsyncIterator[FakeGraph]:
    async with graph_of(impatient) as running:
        yield running


@contextmanager
def hanging(assistant: AssistantWithNumber, server: str) -> Iterator[None]:
    """Meanwhile the server takes connections and does nothing."""
    process = assistant.children()[server]
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


async def failed_requests(assistant: AssistantWithNumber, graph: FakeGraph, more: int) -> None:
    """Wait until the gateway gave up waiting so many times more, and keeps what comes all the same."""
    wanted = assistant.log("gateway").count("engine.request.failed") + more
    async with asyncio.timeout(60):
        while assistant.log("gateway").count("engine.request.failed") < wanted:
            graph.announce_error(130429)
            await graph.webhooks.attempted()


@pytest.mark.parametrize("server", ["rasa", "actions"])
async def test_a_booking_is_confirmed_once_and_what_was_said_meanwhile_comes_after_it(
    impatient: AssistantWithNumber, graph: FakeGraph, server: str
) -> None:
    said, texts = SAID["en"], SENTENCES[Language.EN]
    phone = str(int(said["phone"]) + (server == "rasa"))
    talk = Talk(graph.person(server, phone=phone), said, patience=60)
    times = await talk.say(said["booking"])
    await talk.press(times, 0)
    summary = await talk.say(said["person"])
    before = len(impatient.rows("meridian.db", "SELECT * FROM appointments"))

    with hanging(impatient, server):
        talk.person.press(summary, summary.choices[0])
        talk.person.say(texts.session_length)
        talk.person.say(texts.cupping)
        await failed_requests(impatient, graph, more=6)
        await graph.settled()
    booked, length, cupping = [await talk.person.next_message(60) for _ in range(3)]
    last = await talk.say("thanks")

    assert ".ics" in booked.text, booked.text
    assert said["source"] in length.text, length.text
    assert said["source"] in cupping.text, cupping.text
    assert length.text != cupping.text
    assert said["source"] not in last.text
    assert talk.person.inbox.empty()
    assert {answer.status for answer in graph.webhooks.answers} == {200}
    assert len(impatient.rows("meridian.db", "SELECT * FROM appointments")) == before + 1
    assert graph.ledger.accepted_twice() == []

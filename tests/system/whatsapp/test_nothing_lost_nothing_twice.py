"""A crowd on WhatsApp, Meta at its worst, and a gateway that is killed again and again."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from tests.system.assistant import free_ports
from tests.system.whatsapp.echo_engine import EchoEngine
from tests.system.whatsapp.gateway_process import GatewayProcess
from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.crowd import gather_crowd, write_all
from tests.whatsapp.fake_graph.disorder import Disorder
from tests.whatsapp.fake_graph.faults import Faults
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.person import Person
from tests.whatsapp.fake_graph.webhook_sender import Backoff

pytestmark = [pytest.mark.system, pytest.mark.proof, pytest.mark.asyncio]

MESSAGES = int(os.environ.get("MERIDIAN_TEST_MESSAGES", "2000"))
KILLS = max(2, MESSAGES // 200)

Running = Callable[[FakeGraph], AbstractAsyncContextManager[tuple[GatewayProcess, EchoEngine]]]


@pytest.fixture
def running(tmp_path: Path) -> Running:
    """Starts a gateway that answers on the fake's number, with an engine that echoes."""
    ports = free_ports()
    own = {name: str(port) for name, port in ports.items()}
    own |= {"MERIDIAN_VAR": str(tmp_path / "var"), "MERIDIAN_SAFETY": "off"}
    own |= {"MERIDIAN_WHATSAPP_ORDER_WAIT": "6", "MERIDIAN_WHATSAPP_UNCLEAR_WAIT": "20"}

    @asynccontextmanager
    async def start(graph: FakeGraph) -> AsyncIterator[tuple[GatewayProcess, EchoEngine]]:
        settings = own | graph.number.settings(graph.url)
        process = GatewayProcess(settings, tmp_path / "gateway.log")
        async with EchoEngine(ports["MERIDIAN_ENGINE_PORT"]) as engine, process:
            await graph.subscribe(f"{process.address}/whatsapp/webhook")
            yield process, engine

    return start


async def kill_again_and_again(process: GatewayProcess, times: int, every: float) -> None:
    drawn = random.Random(7)
    for _ in range(times):
        await asyncio.sleep(drawn.uniform(0.5, 1.5) * every)
        await process.kill()
        await process.start()


def answers(graph: FakeGraph, person: Person) -> list[str]:
    """The last line of each answer, which is the echo."""
    return [message.text.split("\n")[-1] for message in graph.ledger.to(person.name)]


async def test_every_turn_is_answered_once_and_in_order(running: Running) -> None:
    behaviour = Behaviour(
        disorder=Disorder(twice=0.2, late=5.0),
        faults=Faults(failing=0.05),
        backoff=Backoff(first=0.2, longest=2.0),
    )
    async with asyncio.timeout(900), FakeGraph(behaviour) as graph, running(graph) as (process, _):
        crowd = gather_crowd(graph, 50)
        writing = asyncio.create_task(write_all(crowd, MESSAGES, per_second=20))
        await kill_again_and_again(process, KILLS, every=MESSAGES / 20 / (KILLS + 1))
        texts = await writing
        await graph.ledger.until(lambda ledger: len(ledger.accepted) >= MESSAGES, seconds=600)
        await graph.settled()

        assert graph.ledger.accepted_twice() == []
        assert {person.name: answers(graph, person) for person in crowd} == texts


async def test_the_webhook_answers_at_once_while_rasa_is_away(running: Running) -> None:
    async with asyncio.timeout(240), FakeGraph() as graph, running(graph) as (_, engine):
        engine.away = True
        crowd = gather_crowd(graph, 50)  # forty messages each are still a burst that Meta takes
        await write_all(crowd, MESSAGES, per_second=50)
        await graph.settled()
        took = sorted(answer.seconds for answer in graph.webhooks.answers)
        assert graph.ledger.accepted == []
        engine.away = False
        await graph.ledger.until(lambda ledger: len(ledger.accepted) == MESSAGES, seconds=150)

        assert {answer.status for answer in graph.webhooks.answers} == {200}
        print(f"p50 {1000 * took[len(took) // 2]:.1f} ms, p99 {1000 * took[len(took) * 99 // 100]:.1f} ms")

"""The action server hears of a message while Rasa decides; no answer depends on it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.engine.engine import Turn
from bot.engine.rasa_client import RasaClient
from bot.settings import Settings
from knowledge.language import Language
from tests.bot.engine.rasa_server import ANSWER, RasaServer

VECTOR = {"encoder": "embedded", "float32": "AAAA"}
TURN = Turn("c-1", "一次治療要幾耐？", Language.ZH_HANT, VECTOR)


@dataclass
class ActionServer:
    """Records what it is told; ``status`` makes it refuse, a cleared ``gate`` makes it wait."""

    status: int = 204
    told: list[dict[str, Any]] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def app(self) -> web.Application:
        """The one address."""
        app = web.Application()
        app.router.add_post("/prepare", self.prepare)
        return app

    async def prepare(self, request: web.Request) -> web.Response:
        """Note the message, then wait for the gate."""
        self.told.append(await request.json())
        self.heard.set()
        await self.gate.wait()
        return web.Response(status=self.status)


@pytest.fixture
def rasa() -> RasaServer:
    return RasaServer()


@pytest.fixture
def actions() -> ActionServer:
    return ActionServer()


@pytest.fixture
async def settings(rasa, actions, aiohttp_server) -> Settings:
    engine, action_server = await aiohttp_server(rasa.app()), await aiohttp_server(actions.app())
    return Settings(engine_port=engine.port, actions_port=action_server.port)


async def test_text_and_vector_are_announced_while_rasa_is_still_busy(settings, rasa, actions):
    rasa.gate.clear()
    async with RasaClient(settings) as client:
        answering = asyncio.create_task(client.answer(TURN))
        await asyncio.wait_for(actions.heard.wait(), 5)

        assert actions.told == [{"text": TURN.text, "vector": VECTOR}]
        assert not answering.done()

        actions.gate.set()
        rasa.gate.set()
        assert (await answering).messages == [ANSWER]


async def test_an_action_server_that_is_slow_holds_nothing_up(settings, actions):
    async with RasaClient(settings) as client:
        for _ in range(3):
            assert (await client.answer(TURN)).messages == [ANSWER]
        await asyncio.wait_for(actions.heard.wait(), 5)
    # Leaving gave up what was still being sent: the gate never opened.
    assert not actions.gate.is_set()


@pytest.mark.parametrize("status", [400, 404, 500])
async def test_a_refusal_is_no_failure(settings, actions, status):
    actions.status = status
    actions.gate.set()
    async with RasaClient(settings) as client:
        assert (await client.answer(TURN)).messages == [ANSWER]
        await asyncio.wait_for(actions.heard.wait(), 5)
        assert (await client.answer(TURN)).messages == [ANSWER]


async def test_an_action_server_that_is_not_there_is_no_failure(rasa, aiohttp_server, unused_tcp_port):
    engine = await aiohttp_server(rasa.app())
    async with RasaClient(Settings(engine_port=engine.port, actions_port=unused_tcp_port)) as client:
        assert (await client.answer(TURN)).messages == [ANSWER]


async def test_a_turn_without_a_vector_is_not_announced(settings, actions):
    async with RasaClient(settings) as client:
        await client.answer(Turn("c-1", "how long?", Language.EN))
        await client.answer(TURN)
        await asyncio.wait_for(actions.heard.wait(), 5)

    assert [told["text"] for told in actions.told] == [TURN.text]

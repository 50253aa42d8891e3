"""The action server reads a message before its turn and hands out its vector; no answer depends on it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from aiohttp import web

from bot.engine import reading_ahead
from bot.engine.engine import Turn
from bot.engine.rasa_client import RasaClient
from bot.settings import Settings
from knowledge.language import Language
from tests.bot.engine.rasa_server import ANSWER, RasaServer

VECTOR = {"encoder": "embedded", "float32": "AAAA"}
TEXT = "一次治療要幾耐？"


@dataclass
class ActionServer:
    """Records what it is told and answers as the test says; a cleared ``gate`` makes it wait."""

    status: int = 200
    body: str = '{"vector": {"encoder": "embedded", "float32": "AAAA"}}'
    told: list[dict[str, Any]] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def app(self) -> web.Application:
        """The one address."""
        self.gate.set()
        app = web.Application()
        app.router.add_post("/prepare", self.prepare)
        return app

    async def prepare(self, request: web.Request) -> web.Response:
        """Note the message, then wait for the gate."""
        self.told.append(await request.json())
        await self.gate.wait()
        return web.Response(status=self.status, text=self.body, content_type="application/json")


@pytest.fixture
def actions() -> ActionServer:
    return ActionServer()


@pytest.fixture
async def settings(actions, aiohttp_server) -> Settings:
    return Settings(actions_port=(await aiohttp_server(actions.app())).port)


async def test_the_text_is_told_and_its_vector_comes_back(settings, actions):
    async with RasaClient(settings) as client:
        assert await client.read_ahead(TEXT) == VECTOR

    assert actions.told == [{"text": TEXT}]


async def test_the_vector_follows_the_turn_to_rasa(aiohttp_server, settings):
    rasa = RasaServer()
    both = replace(settings, engine_port=(await aiohttp_server(rasa.app())).port)
    async with RasaClient(both) as client:
        reply = await client.answer(Turn("c-1", TEXT, Language.ZH_HANT, client.read_ahead(TEXT)))

    assert reply.messages == [ANSWER]
    assert rasa.vectors == [VECTOR]


async def test_an_action_server_that_is_slow_is_not_waited_for_long(settings, actions, monkeypatch):
    monkeypatch.setattr(reading_ahead, "_PATIENCE", reading_ahead.aiohttp.ClientTimeout(total=0.05))
    async with RasaClient(settings) as client:
        actions.gate.clear()
        assert await client.read_ahead(TEXT) is None
        actions.gate.set()


async def test_rasa_is_told_of_no_vector_where_the_action_server_goes_away(
    settings, actions, aiohttp_server, unused_tcp_port, monkeypatch
):
    monkeypatch.setattr(reading_ahead, "_PATIENCE", reading_ahead.aiohttp.ClientTimeout(total=0.05))
    rasa = RasaServer()
    hanging = replace(settings, engine_port=(await aiohttp_server(rasa.app())).port)
    actions.gate.clear()
    for away in (hanging, replace(hanging, actions_port=unused_tcp_port)):
        async with RasaClient(away) as client:
            turn = Turn("c-1", TEXT, Language.ZH_HANT, client.read_ahead(TEXT))
            assert (await client.answer(turn)).messages == [ANSWER]
    actions.gate.set()

    assert rasa.vectors == [None, None]


@pytest.mark.parametrize("status", [204, 400, 404, 500])
async def test_a_refusal_is_no_failure(settings, actions, status):
    actions.status = status
    async with RasaClient(settings) as client:
        assert await client.read_ahead(TEXT) is None


@pytest.mark.parametrize("body", ["", "no json", "[]", "{}", '{"vector": null}', '{"vector": 3}'])
async def test_an_answer_without_a_vector_is_no_failure(settings, actions, body):
    actions.body = body
    async with RasaClient(settings) as client:
        assert await client.read_ahead(TEXT) is None


async def test_an_action_server_that_is_not_there_is_no_failure(unused_tcp_port):
    async with RasaClient(Settings(actions_port=unused_tcp_port)) as client:
        assert await client.read_ahead(TEXT) is None

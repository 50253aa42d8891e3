"""The gateway's client against a real server on loopback."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from aiohttp import web

from bot.engine.engine import EngineUnavailable, Reply, Turn
from bot.engine.rasa_client import RasaClient
from bot.settings import Settings
from knowledge.language import Language
from tests.bot.engine.rasa_server import ANSWER, RasaServer

TURN = Turn("c-1", "how long is it?", Language.EN)


@pytest.fixture
def rasa() -> RasaServer:
    return RasaServer()


@pytest_asyncio.fixture
async def client(rasa: RasaServer, aiohttp_server) -> AsyncIterator[RasaClient]:
    server = await aiohttp_server(rasa.app())
    async with RasaClient(Settings(engine_port=server.port)) as client:
        yield client


@pytest.fixture
def nobodys_port() -> Iterator[int]:
    """A port that is taken, so nobody else gets it, and on which nobody listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


async def test_messages_and_effects_come_back_as_rasa_gave_them(client, rasa):
    rasa.messages = [dict(ANSWER), {"text": "Anything else?", "kind": "smalltalk", "suggestions": []}]
    rasa.effects = {"handoff": True}

    assert await client.answer(TURN) == Reply(rasa.messages, {"handoff": True})


async def test_an_empty_list_is_silence_and_no_failure(client, rasa):
    rasa.messages = []

    assert await client.answer(TURN) == Reply([], {})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.EN, "how long\n\nis it? 🙂"),
        (Language.NL, "hoelang duurt één sessie?"),
        (Language.ZH_HANT, "一次療程要幾耐？"),
        (Language.ZH_HANS, "一次治疗要多久？"),
        (Language.EN, '/greet{"x": 1}'),
        (Language.EN, "  /restart"),
    ],
)
async def test_a_turn_reaches_rasa_unaltered(client, rasa, language, text):
    await client.answer(Turn("c-1", text, language))

    (asked,) = rasa.asked
    assert asked.items() >= {"conversation": "c-1", "text": text, "language": language.value}.items()


async def test_a_turn_begins_before_its_vector_is_there(client, rasa):
    vector = asyncio.get_running_loop().create_future()
    answering = asyncio.create_task(client.answer(Turn("c-1", "how long?", Language.EN, vector)))
    await asyncio.wait_for(rasa.begun.wait(), 5)

    assert (rasa.asked[0]["text"], rasa.vectors) == ("how long?", [])
    packed = {"encoder": "embedded", "float32": "AAAA"}
    vector.set_result(packed)
    await answering
    assert rasa.vectors == [packed]


async def test_a_turn_without_a_vector_says_so_or_nothing(client, rasa):
    none = asyncio.get_running_loop().create_future()
    none.set_result(None)

    for vector in (none, None):
        assert (await client.answer(Turn("c-1", "how long?", Language.EN, vector))).messages == [ANSWER]
    assert rasa.vectors == [None, None]


async def test_a_vector_that_is_given_up_leaves_no_turn_waiting(client, rasa):
    vector = asyncio.get_running_loop().create_future()
    answering = asyncio.create_task(client.answer(Turn("c-1", "how long?", Language.EN, vector)))
    await asyncio.wait_for(rasa.begun.wait(), 5)
    answering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await answering

    assert (await client.answer(TURN)).messages == [ANSWER]


async def test_rasa_is_told_where_a_conversation_begins(client, rasa):
    await client.answer(Turn("c-1", "how long?", Language.EN, is_first=True))
    await client.answer(Turn("c-1", "and does it hurt?", Language.EN))

    assert [asked["first"] for asked in rasa.asked] == [True, False]


@pytest.mark.parametrize("status", [400, 404, 500, 503])
async def test_a_failure_of_rasa_is_told_from_silence(client, rasa, status):
    rasa.status = status

    with pytest.raises(EngineUnavailable, match=str(status)):
        await client.answer(TURN)


async def test_the_next_message_after_a_failure_is_answered(client, rasa):
    rasa.status = 500
    with pytest.raises(EngineUnavailable):
        await client.answer(TURN)
    rasa.status = 200

    assert (await client.answer(TURN)).messages == [ANSWER]


async def test_an_answer_that_takes_too_long_is_given_up(rasa, aiohttp_server):
    rasa.gate.clear()
    server = await aiohttp_server(rasa.app())
    async with RasaClient(Settings(engine_port=server.port, engine_timeout=0.05)) as client:
        with pytest.raises(EngineUnavailable, match="Timeout"):
            await client.answer(TURN)
    rasa.gate.set()

    assert rasa.asked


async def test_a_rasa_that_is_not_there_is_unavailable_and_not_ready(nobodys_port):
    async with RasaClient(Settings(engine_port=nobodys_port)) as client:
        with pytest.raises(EngineUnavailable):
            await client.answer(TURN)
        with pytest.raises(EngineUnavailable):
            await client.forget("c-1")
        assert not await client.is_ready()


async def test_another_server_on_rasas_port_is_no_engine(aiohttp_server):
    async def welcome(_: web.Request) -> web.Response:
        return web.Response(text="<html>It works!</html>", content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{anywhere:.*}", welcome)
    server = await aiohttp_server(app)
    async with RasaClient(Settings(engine_port=server.port)) as client:
        with pytest.raises(EngineUnavailable):
            await client.answer(TURN)
        assert not await client.is_ready()


async def test_a_connection_that_breaks_off_is_unavailable(aiohttp_server):
    async def hang_up(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    app = web.Application()
    app.router.add_post("/webhooks/meridian/messages", hang_up)
    server = await aiohttp_server(app)
    async with RasaClient(Settings(engine_port=server.port)) as client:
        with pytest.raises(EngineUnavailable):
            await client.answer(TURN)


async def test_forgetting_names_the_conversation(client, rasa):
    await client.forget("a-Z_9")

    assert rasa.forgotten == ["a-Z_9"]


async def test_a_conversation_that_could_not_be_forgotten_is_no_success(client, rasa):
    rasa.status = 500

    with pytest.raises(EngineUnavailable):
        await client.forget("c-1")


@pytest.mark.parametrize(("status", "ready"), [(200, True), (503, False), (500, False)])
async def test_readiness_is_what_rasa_says(client, rasa, status, ready):
    rasa.status = status

    assert await client.is_ready() is ready


async def test_an_unavailable_engine_leaks_no_text(client, rasa, capfd):
    rasa.status = 500

    with pytest.raises(EngineUnavailable) as caught:
        await client.answer(Turn("c-1", "my secret", Language.EN))

    captured = capfd.readouterr()
    assert "secret" not in f"{caught.value}{captured.out}{captured.err}"


async def test_a_client_that_was_not_opened_says_so():
    with pytest.raises(RuntimeError, match="async with"):
        await RasaClient(Settings()).answer(TURN)

"""A turn begins before its message's vector is there; whatever becomes of the vector, the turn ends."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession, TCPConnector
from numpy import array, float32
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from sanic.config import DEFAULT_CONFIG
from yarl import URL

from bot.engine.engine import EngineUnavailable, Turn
from bot.engine.rasa.late_vector import install_late_vectors
from bot.engine.rasa_client import RasaClient
from bot.nlu.known_vector import vector_of
from bot.settings import Settings
from knowledge.language import Language
from knowledge.sentence_vector import pack_vector
from tests.inside_rasa.served_channel import StandInAgent, agent, say_hello

TURN = Turn("c-1", "how long is it?", Language.EN, message=7)
NEXT = replace(TURN, text="and what does it cost?", message=8)
BODY = {"conversation": "c-1", "text": "how long is it?", "language": "en", "message": 7}
ENCODER = "test"
VECTOR = pack_vector(ENCODER, array([1, 2], dtype=float32))


class Reader:
    """A processor that begins with each message, then reads it, and answers with what it read."""

    def __init__(self) -> None:
        self.begun = asyncio.Queue[str]()
        self.read: list[tuple[str, Any]] = []

    async def handle_message(self, message: UserMessage) -> None:
        """Answer one message, as Rasa's own does."""
        self.begun.put_nowait(message.text)
        await MessageProcessor.parse_message(self, message)
        await message.output_channel.send_response(message.sender_id, {"text": f"about: {message.text}"})

    def note(self, message: UserMessage) -> None:
        """Keep the vector that is known where a message is read."""
        vector = vector_of(message.text, ENCODER)
        self.read.append((message.text, None if vector is None else vector.tolist()))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    async def parse_message(self: Reader, message: UserMessage) -> dict[str, Any]:
        self.note(message)
        return {}

    monkeypatch.setattr(MessageProcessor, "parse_message", parse_message)
    install_late_vectors()
    return Reader()


@pytest.fixture
async def client(serve: Callable[..., Any], store: Any, reader: Reader) -> RasaClient:
    """A client of a real agent, with its locks, whose processor is the reader."""
    real = agent(store, 1)
    real.processor = reader
    started: RasaClient = await serve(real)
    return started


def later() -> asyncio.Future[Any]:
    return asyncio.get_running_loop().create_future()


def said(turn: Turn) -> list[str]:
    return [f"about: {turn.text}"]


async def answered(client: RasaClient, turn: Turn) -> list[str]:
    reply = await asyncio.wait_for(client.answer(turn), 5)
    return [message["text"] for message in reply.messages]


async def begun_then_closed(client: RasaClient, body: dict[str, Any], reader: Reader) -> None:
    """A gateway that dies once the turn has begun, before it sent the vector."""
    address = URL(client._base)
    _, gateway = await asyncio.open_connection(address.host, address.port)
    line = json.dumps(body).encode() + b"\n"
    head = f"POST {address.path}/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    gateway.write(head.encode() + b"%x\r\n%b\r\n" % (len(line), line))
    await asyncio.wait_for(reader.begun.get(), 5)
    gateway.close()
    await gateway.wait_closed()


async def test_the_turn_begins_first_and_reads_with_the_vector(client, reader):
    vector = later()
    answering = asyncio.create_task(answered(client, replace(TURN, vector=vector)))
    await asyncio.wait_for(reader.begun.get(), 5)
    assert reader.read == []

    vector.set_result(VECTOR)

    assert await answering == said(TURN)
    assert reader.read == [(TURN.text, [1.0, 2.0])]


@pytest.mark.parametrize("turn", [TURN, replace(TURN, message=None)])
async def test_without_a_vector_rasa_encodes(client, reader, turn):
    none = later()
    none.set_result(None)
    for vector in (none, None):
        assert await answered(client, replace(turn, vector=vector)) == said(TURN)

    assert set(reader.read) == {(TURN.text, None)}


@pytest.mark.parametrize("number", [7, None])
async def test_a_gateway_that_dies_before_the_vector_keeps_no_conversation_waiting(client, reader, number):
    await begun_then_closed(client, {**BODY, "message": number}, reader)

    assert await answered(client, NEXT) == said(NEXT)
    assert reader.read == [(TURN.text, None), (NEXT.text, None)]


async def test_a_message_that_lost_its_vector_acts_once_though_it_comes_again(client, reader):
    await begun_then_closed(client, BODY, reader)
    vector = later()
    vector.set_result(VECTOR)

    assert await answered(client, replace(TURN, vector=vector)) == said(TURN)
    assert reader.read == [(TURN.text, None)]


async def test_a_gateway_that_gives_up_before_the_vector_gets_the_answer_when_it_asks_again(client, reader):
    port = URL(client._base).port
    async with RasaClient(Settings(engine_port=port, engine_timeout=0.2)) as impatient:
        with pytest.raises(EngineUnavailable):
            await impatient.answer(replace(TURN, vector=later()))

    assert await answered(client, TURN) == said(TURN)
    assert await answered(client, NEXT) == said(NEXT)
    assert reader.read == [(TURN.text, None), (NEXT.text, None)]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", "KeyError"),
        (b"{}", "KeyError"),
        (b"[]", "AttributeError"),
        (b"no json", "JSONDecodeError"),
        (json.dumps(BODY).encode() + b"\nno json", "JSONDecodeError"),
        (b"x" * 3000, "PayloadTooLarge"),
        (json.dumps(BODY).encode() + b"\n" + b"x" * 3000, "PayloadTooLarge"),
    ],
    ids=["empty", "nothing in it", "a list", "no json", "no json after the message", "large", "large vector"],
)
async def test_a_body_that_is_none_is_an_error_and_keeps_nothing_waiting(
    monkeypatch, serve, store, reader, body, error
):
    monkeypatch.setitem(DEFAULT_CONFIG, "REQUEST_MAX_SIZE", 2000)
    real = agent(store, 1)
    real.processor = reader
    client = await serve(real)
    async with asyncio.timeout(5), ClientSession(connector=TCPConnector(limit=1)) as session:
        async with session.post(f"{client._base}/messages", data=body) as response:
            assert (response.status, await response.json()) == (500, {"error": error})
        async with session.post(f"{client._base}/messages", json=BODY) as response:
            assert response.status == 200
    assert await answered(client, NEXT) == said(NEXT)


async def test_a_turn_that_fails_before_its_vector_is_there_leaves_nothing_on_the_connection(serve, capfd):
    failed = asyncio.Event()

    async def fail_first(message: UserMessage) -> None:
        if not failed.is_set():
            failed.set()
            raise ValueError(message.text)
        await say_hello(message)

    client = await serve(StandInAgent(fail_first))
    vector = later()
    answering = asyncio.create_task(client.answer(replace(TURN, vector=vector)))
    await asyncio.wait_for(failed.wait(), 5)
    vector.set_result(VECTOR)
    with pytest.raises(EngineUnavailable, match="500"):
        await answering

    assert await answered(client, TURN) == ["Hello"]
    assert await answered(client, NEXT) == ["Hello"]
    captured = capfd.readouterr()
    assert "not consumed" not in captured.out + captured.err


async def test_a_failure_that_nobody_waits_for_is_none_that_asyncio_logs(serve):
    failed, logged = asyncio.Event(), []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: logged.append(context["message"]))

    async def fail(message: UserMessage) -> None:
        failed.set()
        raise ValueError(message.text)

    client = await serve(StandInAgent(fail))
    for number in (7, None):
        failed.clear()
        secret = replace(TURN, text="my secret", message=number, vector=later())
        answering = asyncio.create_task(client.answer(secret))
        await asyncio.wait_for(failed.wait(), 5)
        answering.cancel()
        with pytest.raises(asyncio.CancelledError):
            await answering
    with pytest.raises(EngineUnavailable):
        await client.answer(TURN)
    gc.collect()
    assert logged == []

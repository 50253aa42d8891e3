"""The engine begins with a message while it is stored; a reply that needs no engine waits for nothing."""

from __future__ import annotations

import asyncio
import uuid

import pytest

from tests.bot.gateway.conftest import Gateway
from tests.bot.gateway.fakes import ANSWER

pytestmark = pytest.mark.asyncio
VECTOR = {"encoder": "embedded", "float32": "AAAA"}


async def test_the_vector_goes_along_with_the_turn(gateway: Gateway) -> None:
    gateway.engine.vector = VECTOR

    await gateway.chat("how long is a session?")

    assert gateway.engine.read == ["how long is a session?"]
    assert gateway.engine.vectors[0] == VECTOR


async def test_the_engine_begins_before_the_vector_is_there(gateway: Gateway) -> None:
    gateway.engine.vector_gate.clear()
    chatting = asyncio.create_task(gateway.chat("how long is a session?"))

    await asyncio.wait_for(gateway.engine.started.get(), 5)

    assert gateway.engine.vectors == []
    gateway.engine.vector_gate.set()
    assert ANSWER in (await chatting)["messages"]


async def test_without_a_vector_the_turn_goes_alone(gateway: Gateway) -> None:
    reply = await gateway.chat("how long is a session?")

    assert ANSWER in reply["messages"]
    assert gateway.engine.vectors == [None]


async def test_a_message_that_has_its_reply_waits_for_no_vector(gateway: Gateway) -> None:
    message = str(uuid.uuid4())
    first = await gateway.chat("how long is a session?", id=message)
    gateway.engine.vector_gate.clear()

    assert await asyncio.wait_for(gateway.chat("how long is a session?", id=message), 5) == first


async def test_a_language_that_is_not_spoken_waits_for_no_vector(gateway: Gateway) -> None:
    gateway.engine.vector_gate.clear()

    reply = await asyncio.wait_for(gateway.chat("Guten Tag"), 5)

    assert [message["kind"] for message in reply["messages"]] == ["notice"]

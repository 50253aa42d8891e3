"""The same id never acts twice, and gets the same reply again."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest

from tests.bot.gateway.conftest import Gateway, Start

pytestmark = pytest.mark.asyncio


async def test_a_repetition_gets_the_same_bytes_and_no_second_turn(gateway: Gateway) -> None:
    identifier = str(uuid4())
    first = await (await gateway.post(text="hello", id=identifier)).read()
    second = await (await gateway.post(text="hello", id=identifier.upper())).read()

    assert first == second
    assert len(gateway.engine.turns) == 1


async def test_a_twin_that_arrives_meanwhile_waits_for_the_first(gateway: Gateway) -> None:
    identifier = str(uuid4())
    gateway.engine.gate.clear()
    twins = [asyncio.create_task(gateway.chat("hello", id=identifier)) for _ in range(3)]
    await gateway.engine.started.get()
    gateway.engine.gate.set()

    first, *others = await asyncio.gather(*twins)

    assert all(other == first for other in others)
    assert len(gateway.engine.turns) == 1


async def test_it_holds_after_a_restart(start: Start) -> None:
    identifier = str(uuid4())
    before = await start()
    first = await before.chat("hello", id=identifier)
    await before.client.close()
    after = await start()

    assert await after.chat("hello", id=identifier) == first
    assert after.engine.turns == []


async def test_a_message_that_failed_acts_when_it_is_sent_again(gateway: Gateway) -> None:
    identifier = str(uuid4())
    gateway.engine.down = True
    assert (await gateway.post(text="hello", id=identifier)).status == 503
    gateway.engine.down = False
    reply = await gateway.chat("hello", id=identifier)

    first, second = gateway.engine.turns
    assert first.conversation == second.conversation == reply["conversation"]


async def test_a_failed_message_joins_the_conversation_that_it_names_later(gateway: Gateway) -> None:
    identifier = str(uuid4())
    gateway.engine.down = True
    await gateway.post(text="hello", id=identifier)
    gateway.engine.down = False

    assert (await gateway.chat("hello", id=identifier, conversation="b"))["conversation"] == "b"


async def test_an_id_may_equal_its_conversation(gateway: Gateway) -> None:
    identifier = str(uuid4())

    reply = await gateway.chat("hello", id=identifier, conversation=identifier)

    assert reply["conversation"] == identifier

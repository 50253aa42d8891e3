"""Messages of one conversation go one at a time, in order; others do not wait for them."""

from __future__ import annotations

import asyncio

import pytest

from bot.gateway.conversation_queue import ConversationQueue
from tests.bot.gateway.conftest import Gateway

pytestmark = pytest.mark.asyncio


async def test_turns_of_one_key_keep_their_order() -> None:
    queue, order = ConversationQueue(), list[int]()

    async def work(number: int) -> None:
        async with queue.turn("a"):
            order.append(number)
            await asyncio.sleep(0)
            order.append(number)

    await asyncio.gather(*(work(number) for number in range(5)))

    assert order == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


async def test_a_line_that_empties_is_forgotten_also_when_waiting_was_given_up() -> None:
    queue = ConversationQueue()

    async def wait() -> None:
        async with queue.turn("a"):
            pass

    async with queue.turn("a"):
        waiting = asyncio.create_task(wait())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert len(queue) == 1

    assert len(queue) == 0


async def test_the_engine_sees_one_message_of_a_conversation_at_a_time(gateway: Gateway) -> None:
    gateway.engine.gate.clear()
    first = asyncio.create_task(gateway.chat("one", conversation="a"))
    assert (await gateway.engine.started.get()).text == "one"
    second = asyncio.create_task(gateway.chat("two", conversation="a"))
    other = asyncio.create_task(gateway.chat("three", conversation="b"))

    assert (await gateway.engine.started.get()).text == "three"
    gateway.engine.gate.set()
    replies = await asyncio.gather(first, second, other)

    assert [turn.text for turn in gateway.engine.turns] == ["one", "three", "two"]
    assert [len(reply["messages"]) for reply in replies] == [2, 1, 2]  # the second saw the notice given

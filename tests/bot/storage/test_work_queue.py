"""Work goes through a queue in its order, but for what goes first."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest
import pytest_asyncio

from bot.storage.work_queue import WorkQueue

pytestmark = pytest.mark.asyncio


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What the queue's only thread waits for; it is open in the end."""
    event = threading.Event()
    yield event
    event.set()


@pytest_asyncio.fixture
async def work_queue(gate: threading.Event):
    queue = WorkQueue(1, "test")
    yield queue
    gate.set()
    queue.close()


async def waiting(work_queue: WorkQueue, done: list[str], name: str, *, first: bool = False):
    task = asyncio.create_task(work_queue.run(lambda: done.append(name), first=first))
    await asyncio.sleep(0)  # its turn to get in line
    return task


async def test_what_goes_first_passes_all_that_waits(work_queue: WorkQueue, gate: threading.Event) -> None:
    done: list[str] = []
    holding = asyncio.create_task(work_queue.run(gate.wait))
    await asyncio.sleep(0)
    usual = [await waiting(work_queue, done, name) for name in ("one", "two")]
    urgent = [await waiting(work_queue, done, name, first=True) for name in ("urgent", "urgent too")]
    gate.set()
    await asyncio.gather(holding, *usual, *urgent)

    assert done == ["urgent", "urgent too", "one", "two"]


async def test_what_fails_fails_for_whoever_waits_and_for_nobody_else(work_queue: WorkQueue) -> None:
    with pytest.raises(ZeroDivisionError):
        await work_queue.run(lambda: 1 // 0)

    assert await work_queue.run(lambda: 7) == 7


async def test_what_nobody_waits_for_any_more_is_not_begun(
    work_queue: WorkQueue, gate: threading.Event
) -> None:
    done: list[str] = []
    holding = asyncio.create_task(work_queue.run(gate.wait))
    await asyncio.sleep(0)
    given_up = await waiting(work_queue, done, "given up")
    last = await waiting(work_queue, done, "last")
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    gate.set()
    await asyncio.gather(holding, last)

    assert done == ["last"]

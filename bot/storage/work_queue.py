"""Threads that work off a queue in which some work goes first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from queue import PriorityQueue
from typing import Any, TypeVar

_Result = TypeVar("_Result")


@dataclass(order=True)
class _Item:
    precedence: tuple[bool, int]
    work: Callable[[], Any] = field(compare=False)
    future: Future[Any] = field(compare=False)


class WorkQueue:
    """Runs work on so many threads, in the order in which it came but for what goes first."""

    def __init__(self, threads: int, name: str) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._waiting: PriorityQueue[_Item] = PriorityQueue()
        self._numbers = count()

    async def run(self, work: Callable[[], _Result], *, first: bool = False) -> _Result:
        """Run this once its turn has come; ``first`` puts it before all that does not go first."""
        future: Future[_Result] = Future()
        self._waiting.put(_Item((not first, next(self._numbers)), work, future))
        self._threads.submit(self._take_one)
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Finish what was begun."""
        self._threads.shutdown()

    def _take_one(self) -> None:
        item = self._waiting.get()
        if not item.future.set_running_or_notify_cancel():
            return
        try:
            item.future.set_result(item.work())
        except BaseException as error:  # whoever waits for the result is told
            item.future.set_exception(error)

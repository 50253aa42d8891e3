"""Work in lanes: what has the same key is done one after the other, different keys side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import structlog

_log = structlog.get_logger(__name__)

Step = Callable[[str], Awaitable[float | None]]
_AFTER_A_FAILURE: Final = 1.0
_LONGEST_AFTER_FAILURES: Final = 30.0


@dataclass
class _Lane:
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    failures: int = 0


class Lanes:
    """Takes steps for every key that was woken, until a step says that nothing is left.

    A step tells after how many seconds the next one is due, or None. Waking a key that waits takes
    its next step now. A step that fails is logged and taken again later: what it had to do is
    still in the database.
    """

    def __init__(self, name: str, step: Step, *, at_once: int) -> None:
        self._name = name
        self._step = step
        self._room = asyncio.Semaphore(at_once)
        self._lanes: dict[str, _Lane] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._stopping = False

    def __len__(self) -> int:
        """How many keys have something to do."""
        return len(self._lanes)

    def wake(self, keys: Iterable[str]) -> None:
        """See what there is to do for these keys."""
        for key in keys:
            lane = self._lanes.setdefault(key, _Lane())
            lane.woken.set()
            if key not in self._tasks:
                self._tasks[key] = asyncio.create_task(self._run(key, lane), name=self._name)

    def hurry(self, keys: Iterable[str]) -> None:
        """Let those of these keys that wait go on now."""
        self.wake(key for key in keys if key in self._lanes)

    async def stop(self, patience: float = 5.0) -> None:
        """Finish the steps that have begun, and give up those that take longer than ``patience``."""
        self._stopping = True
        for lane in self._lanes.values():
            lane.woken.set()
        tasks = list(self._tasks.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, key: str, lane: _Lane) -> None:
        try:
            while not self._stopping:
                lane.woken.clear()
                pause = await self._take_step(key, lane)
                if pause is None and not lane.woken.is_set():
                    return
                if pause:
                    await _wait(lane.woken, pause)
        finally:
            del self._lanes[key], self._tasks[key]

    async def _take_step(self, key: str, lane: _Lane) -> float | None:
        try:
            async with self._room:
                pause = None if self._stopping else await self._step(key)
        except Exception as error:  # one conversation's trouble stops no other, and nothing is lost
            _log.error("whatsapp.step.failed", lane=self._name, error=type(error).__name__)
            lane.failures += 1
            return float(min(_AFTER_A_FAILURE * 2 ** min(lane.failures, 10), _LONGEST_AFTER_FAILURES))
        lane.failures = 0
        return pause


async def _wait(woken: asyncio.Event, pause: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(pause):
            await woken.wait()

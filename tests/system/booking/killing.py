"""Killing the action server at moments of chance, most of them while it is storing a booking."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sqlalchemy import Engine, func, select

from bot.booking.tables import APPOINTMENTS
from tests.system.assistant import Assistant

_Found = TypeVar("_Found")

_PATIENCE = 120.0
# A confirmation is on its way for a few milliseconds.
_POLL_FOR_BOOKINGS = 0.001
_POLL_FOR_SERVERS = 0.02


@dataclass(frozen=True)
class Moment:
    """So many seconds after there were so many appointments."""

    appointments: int
    delay: float


def moments(seed: int, *, kills: int, appointments: int) -> list[Moment]:
    """Moments of chance, in their order.

    Every other one is that of an appointment's storing, so that its confirmation is still on its
    way; of the rest some come while the server is busy with anything, and some while it starts.
    """
    chance = random.Random(seed)
    counts = sorted(chance.choices(range(1, appointments), k=kills))
    longest = [chance.choice((0.1, 2.0)) if place % 2 else 0.0 for place in range(kills)]
    return [Moment(count, chance.uniform(0.0, bound)) for count, bound in zip(counts, longest, strict=True)]


@dataclass(frozen=True)
class Killer:
    """Waits for its moments in a thread of its own, to be quick enough; ``stop`` ends that early."""

    assistant: Assistant
    engine: Engine
    stop: threading.Event

    def kill_at(self, moments: list[Moment]) -> int:
        """Kill the action server at each of these; returns how many servers died."""
        killed: set[int] = set()
        for moment in moments:
            server = self._wait(partial(self._server, killed), _POLL_FOR_SERVERS)
            self._wait(partial(self._are_stored, moment.appointments), _POLL_FOR_BOOKINGS)
            if server is None or self.stop.wait(moment.delay):
                break
            os.kill(server, signal.SIGKILL)
            killed.add(server)
        return len(killed)

    def _wait(self, found: Callable[[], _Found | None], poll: float) -> _Found | None:
        deadline = time.monotonic() + _PATIENCE
        while not (result := found()):
            assert time.monotonic() < deadline, "the moment did not come"
            if self.stop.wait(poll):
                return None
        return result

    def _server(self, killed: set[int]) -> int | None:
        server = self.assistant.children().get("actions")
        return None if server in killed else server

    def _are_stored(self, appointments: int) -> bool:
        with self.engine.connect() as connection:
            stored = connection.execute(select(func.count()).select_from(APPOINTMENTS)).scalar_one()
        return bool(stored >= appointments)

"""Measuring systems in turns: training, start, then rounds of load in which they alternate."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from typing import Final

import aiohttp

from benchmarks.conversations import Conversation, compose, read_texts
from benchmarks.load import send
from benchmarks.memory import ProcessMemory, memory_of
from benchmarks.processes import wait_until_ready
from benchmarks.system import System

_WARM_UP: Final = 100
_POLL_TIMEOUT: Final = aiohttp.ClientTimeout(total=30)


@dataclass(frozen=True)
class Plan:
    """How much is measured: rounds, messages sent in each load of a round, clients at once."""

    rounds: int
    messages: int
    clients: int


@dataclass(frozen=True)
class Round:
    """One system's round: one client's latencies in seconds, and messages a second at many clients."""

    p50: float
    p95: float
    rate: float


@dataclass(frozen=True)
class Figures:
    """All figures of one system; ``training`` and ``start`` (to readiness) in seconds."""

    training: float
    start: float
    rounds: Sequence[Round]
    processes: Sequence[ProcessMemory]

    def median(self, value: Callable[[Round], float]) -> float:
        """The median over the rounds."""
        return median(value(each) for each in self.rounds)

    @property
    def pss(self) -> int:
        """The memory of all its processes in bytes, shared pages counted once."""
        return sum(process.pss for process in self.processes)


async def measure(systems: Sequence[System], plan: Plan) -> dict[str, Figures]:
    """Train, start and load the systems; their figures by name.

    Raises:
        ProgramError: when one fails to train or start.
        LoadError: when a message gets no reply.
    """
    training = {system.name: _train(system) for system in systems}
    with ExitStack() as running:
        started = {system.name: await _start(system, running) for system in systems}
        rounds = await _alternate(systems, plan)
        return {
            name: Figures(training[name], seconds, rounds[name], memory_of(pid))
            for name, (pid, seconds) in started.items()
        }


def _train(system: System) -> float:
    program = system.training()
    _tell(f"training {system.name} … ({program.log})")
    return program.run()


async def _start(system: System, running: ExitStack) -> tuple[int, float]:
    _tell(f"starting {system.name} …")
    program = system.serving()
    began = time.perf_counter()
    process = running.enter_context(program.started())
    async with aiohttp.ClientSession(timeout=_POLL_TIMEOUT) as session:
        await wait_until_ready(program, process, lambda: system.is_ready(session))
    return process.pid, time.perf_counter() - began


async def _alternate(systems: Sequence[System], plan: Plan) -> Mapping[str, Sequence[Round]]:
    texts = read_texts()
    rounds: dict[str, list[Round]] = {system.name: [] for system in systems}
    for system in systems:
        await send(system, compose(texts, _WARM_UP, seed=0), plan.clients)
    for number in range(1, plan.rounds + 1):
        # Both get the same messages, and each round others.
        conversations = compose(texts, plan.messages, seed=number)
        for system in systems:
            _tell(f"round {number} of {plan.rounds}: {system.name} …")
            rounds[system.name].append(await _round(system, conversations, plan.clients))
    return rounds


async def _round(system: System, conversations: Sequence[Conversation], clients: int) -> Round:
    alone = await send(system, conversations, clients=1)
    together = await send(system, conversations, clients)
    return Round(p50=alone.p50, p95=alone.p95, rate=together.rate)


def _tell(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)

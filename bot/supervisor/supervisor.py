"""The three processes of the assistant under one roof."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from typing import Final

from bot.child_processes import own_environment, rasa_environment, rasa_python
from bot.clock import Clock
from bot.settings import Settings
from bot.supervisor.ports import check_ports
from bot.supervisor.process import SupervisedProcess
from bot.supervisor.readiness import wait_until_answering
from bot.training.training import TrainingPlaces, is_trained, train

_LOGS: Final = "logs"


async def up(settings: Settings) -> None:
    """Train if need be, start everything, say where it is, and keep it up until asked to stop.

    Raises:
        PortInUse: before anything is started.
        TrainingError: when there is no model and none could be trained.
        ProcessFailed: when a process says that it cannot run as it is set up.
        EngineUnavailable: when all run, but a plain question is not answered.
    """
    check_ports(settings)
    if not is_trained(settings):
        print("Training the assistant (about a minute) ...", flush=True)
        print(f"Trained in {await train(settings, only_stale=True):.0f} s.", flush=True)
    stop = _stop_event()
    print("Starting the gateway, Rasa and the action server ...", flush=True)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(process.keep_running()) for process in processes(settings)]
        tasks.append(group.create_task(_announce(settings)))
        await _first(stop, tasks)
        for task in tasks:
            task.cancel()
    print("Stopped.", flush=True)


def processes(settings: Settings) -> list[SupervisedProcess]:
    """The gateway, the Rasa server and the action server, as commands."""
    clock = _clock_environment(settings)
    ours = {**own_environment(settings), **clock}
    rasa = {**rasa_environment(settings), **clock}
    logs = settings.var / _LOGS
    return [
        SupervisedProcess("gateway", [sys.executable, "-m", "bot.gateway"], ours, logs / "gateway.log"),
        SupervisedProcess("actions", [sys.executable, "-m", "actions"], ours, logs / "actions.log"),
        SupervisedProcess("rasa", _rasa_command(settings), rasa, logs / "rasa.log"),
    ]


def _rasa_command(settings: Settings) -> list[str]:
    return [
        *(rasa_python(), "-W", "ignore", "-m", "rasa", "run", "--quiet"),
        *("--model", str(TrainingPlaces(settings.var).rasa_model)),
        *("--interface", "127.0.0.1", "--port", str(settings.engine_port)),
        *("--endpoints", "endpoints.yml", "--credentials", "credentials.yml"),
    ]


def _clock_environment(settings: Settings) -> dict[str, str]:
    """What makes every process, also one started later, show the same time."""
    if settings.now is None:
        return {}
    return {"MERIDIAN_CLOCK_OFFSET": str(Clock.starting_at(settings.now).offset.total_seconds())}


async def _announce(settings: Settings) -> None:
    await wait_until_answering(settings)
    print(
        f"\nMeridian answers at {settings.address}  (Ctrl-C stops it; logs in {settings.var / _LOGS})",
        flush=True,
    )


def _stop_event() -> asyncio.Event:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


async def _first(stop: asyncio.Event, tasks: list[asyncio.Task[None]]) -> None:
    """Wait for the request to stop, or for a process that failed for good."""
    stopping = asyncio.create_task(stop.wait())
    pending: set[asyncio.Task[object]] = {stopping, *tasks}
    while not stopping.done():
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        if any(task is not stopping and task.exception() for task in done):
            break
    stopping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await stopping

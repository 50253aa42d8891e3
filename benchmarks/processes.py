"""Starting and stopping programs, and the memory of their processes (Linux)."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_READY_TIMEOUT: Final = 300.0
_READY_POLL: Final = 0.1
_STOP_TIMEOUT: Final = 30.0
_LOG_LINES: Final = 20
_PROC: Final = Path("/proc")


class ProgramError(Exception):
    """A program that failed; the message holds the end of its log."""


@dataclass(frozen=True)
class Program:
    """A command with its environment and folder, and the file that takes its output."""

    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    log: Path

    def run(self) -> float:
        """Run it to its end; the seconds that it took.

        Raises:
            ProgramError: when it fails.
        """
        started = time.perf_counter()
        with self.started() as process:
            if code := process.wait():
                raise self.error(f"ended with {code}")
        return time.perf_counter() - started

    @contextmanager
    def started(self) -> Iterator[subprocess.Popen[bytes]]:
        """Start it in a session of its own, and stop all of it at the end."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self.command,
                env=dict(self.environment),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            stop(process)

    def error(self, reason: str) -> ProgramError:
        """An error that shows the end of the log."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LOG_LINES:]
        return ProgramError("\n".join([f"{' '.join(self.command)} {reason}; its log ends with:", *lines]))


async def wait_until_ready(
    program: Program, process: subprocess.Popen[bytes], is_ready: Callable[[], Awaitable[bool]]
) -> None:
    """Wait until a started program is ready, for five minutes at most.

    Raises:
        ProgramError: when it ends, or is not ready in time.
    """
    deadline = time.monotonic() + _READY_TIMEOUT
    while not await is_ready():
        if process.poll() is not None:
            raise program.error(f"ended with {process.returncode} before it was ready")
        if time.monotonic() > deadline:
            raise program.error(f"was not ready after {_READY_TIMEOUT:.0f} s")
        await asyncio.sleep(_READY_POLL)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Interrupt a program as Ctrl-C does; what is still there of it after half a minute is killed."""
    if process.poll() is not None:
        return
    watched = [watch for pid in (process.pid, *descendants(process.pid)) if (watch := _watch(pid))]
    process.send_signal(signal.SIGINT)
    deadline = time.monotonic() + _STOP_TIMEOUT
    for watch in watched:
        if not _has_ended(watch, deadline - time.monotonic()):
            with suppress(ProcessLookupError):  # it may have ended just now
                signal.pidfd_send_signal(watch, signal.SIGKILL)
            _has_ended(watch, _STOP_TIMEOUT)
        os.close(watch)
    process.wait()


def _watch(pid: int) -> int | None:
    """A file that can be read when a process has ended; None when it has already."""
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        return None


def _has_ended(watch: int, seconds: float) -> bool:
    """Whether a process ends within so many seconds."""
    end = select.poll()
    end.register(watch, select.POLLIN)
    return bool(end.poll(max(0.0, seconds) * 1000))


def descendants(pid: int) -> list[int]:
    """The process ids of a process's children and of theirs."""
    children = [int(child) for child in _children(pid)]
    return [found for child in children for found in (child, *descendants(child))]


def _children(pid: int) -> list[str]:
    # A child belongs to the thread that started it; any thread's list may end between two reads.
    found: list[str] = []
    for listed in (_PROC / str(pid) / "task").glob("*/children"):
        try:
            found += listed.read_text().split()
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def free_port() -> int:
    """A port of the loopback interface that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])

"""One child process that is started again when it ends by itself."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import structlog

from bot.settings import PROJECT

log = structlog.get_logger()

_FIRST_DELAY: Final = 0.5
_LONGEST_DELAY: Final = 30.0
_STEADY_SECONDS: Final = 60.0
_STOP_SECONDS: Final = 15.0
# Exit code for settings or files that cannot be used: starting again would not help.
UNUSABLE: Final = 2


class ProcessFailed(RuntimeError):
    """A process that cannot run as things stand; the message says where its log is."""


class SupervisedProcess:
    """Keeps one command running; its output goes to a log file."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], log_file: Path
    ) -> None:
        self.name = name
        self._command = command
        self._environment = environment
        self._log_file = log_file
        self._process: asyncio.subprocess.Process | None = None
        self._delay = _FIRST_DELAY

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def keep_running(self) -> None:
        """Start the command, and again after each crash, until cancelled.

        Raises:
            ProcessFailed: when it says by its exit code that it cannot be used as it is set up.
        """
        try:
            while True:
                started = time.monotonic()
                code = await self._run_once()
                if code == UNUSABLE:
                    raise ProcessFailed(
                        f"{self.name} could not start: {self._last_line()} ({self._log_file})"
                    )
                if time.monotonic() - started > _STEADY_SECONDS:
                    self._delay = _FIRST_DELAY
                log.error("process.ended", name_of=self.name, code=code, restart_in=self._delay)
                await asyncio.sleep(self._delay)
                self._delay = min(2 * self._delay, _LONGEST_DELAY)
        finally:
            await self._stop()

    async def _run_once(self) -> int:
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        with self._log_file.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                cwd=PROJECT,
                env=dict(self._environment),
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C reaches the supervisor alone, which then stops all in order
            )
        log.info("process.started", name_of=self.name, pid=self._process.pid)
        return await self._process.wait()

    async def _stop(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), _STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
        log.info("process.stopped", name_of=self.name)

    def _last_line(self) -> str:
        lines = self._log_file.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"

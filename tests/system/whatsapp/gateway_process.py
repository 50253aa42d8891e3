"""The gateway alone, as a process that a test may kill."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp

from bot.settings import PROJECT


class GatewayProcess:
    """``python -m bot.gateway`` with these settings, its output in ``log``."""

    def __init__(self, settings: Mapping[str, str], log: Path) -> None:
        self.address = f"http://127.0.0.1:{settings['MERIDIAN_PORT']}"
        self._settings = settings
        self._log = log
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.kill()

    async def start(self) -> None:
        """Start it; returns once it answers."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("MERIDIAN_")}
        kept.pop("DATABASE_URL", None)
        with self._log.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot.gateway"),
                cwd=PROJECT,
                env={**kept, **self._settings},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        async with asyncio.timeout(60), aiohttp.ClientSession() as session:
            while not await self._answers(session):
                assert self._process.returncode is None, self._log.read_text(encoding="utf-8")

    async def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is said."""
        assert self._process is not None
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    async def _answers(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(f"{self.address}/healthz") as response:
                return response.status == 200
        except aiohttp.ClientError:
            await asyncio.sleep(0.05)
            return False

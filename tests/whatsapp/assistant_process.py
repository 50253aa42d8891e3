"""The assistant beside the demo, started as a person starts it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Final

from bot.settings import PROJECT

_READY: Final = "Meridian answers at"


class NotStarted(Exception):
    """The assistant ended before it answered."""


@asynccontextmanager
async def running_assistant(settings: Mapping[str, str], show: Callable[[str], None]) -> AsyncIterator[None]:
    """Keep ``python -m bot up`` running with these settings; what it says is shown.

    Raises:
        NotStarted: when it ends instead of starting.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "up"),
        cwd=PROJECT,
        env={**os.environ, **settings},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,  # Ctrl-C reaches the demo alone, which then stops it
    )
    assert process.stdout is not None
    try:
        await _until_ready(process.stdout, show)
        draining = asyncio.create_task(_show_rest(process.stdout, show))
        yield
        draining.cancel()
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await process.communicate()


async def _until_ready(output: asyncio.StreamReader, show: Callable[[str], None]) -> None:
    async for line in output:
        show(line.decode().rstrip())
        if _READY in line.decode():
            return
    raise NotStarted("the assistant ended before it answered; what it said stands above")


async def _show_rest(output: asyncio.StreamReader, show: Callable[[str], None]) -> None:
    async for line in output:
        show(line.decode().rstrip())

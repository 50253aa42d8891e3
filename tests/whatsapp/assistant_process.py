"""The assistant beside the demo, started as a person starts it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Final

from bot.settings import PROJECT

_READY: Final = "Meridian answers at"
_COMMAND: Final = (sys.executable, "-m", "bot", "up")


class NotStarted(Exception):
    """The assistant ended before it answered."""


@asynccontextmanager
async def running_assistant(
    settings: Mapping[str, str], show: Callable[[str], None], command: Sequence[str] = _COMMAND
) -> AsyncIterator[None]:
    """Keep the assistant running with these settings; what it says is shown.

    Raises:
        NotStarted: when it ends instead of starting.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=PROJECT,
        env={**os.environ, **settings},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,  # Ctrl-C reaches the demo alone, which then stops it
    )
    assert process.stdout is not None
    ready = asyncio.get_running_loop().create_future()
    showing = asyncio.create_task(_show(process.stdout, show, ready))
    try:
        await ready
        yield
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await showing
        await process.wait()


async def _show(
    output: asyncio.StreamReader, show: Callable[[str], None], ready: asyncio.Future[None]
) -> None:
    async for line in output:
        said = line.decode().rstrip()
        show(said)
        if _READY in said and not ready.done():
            ready.set_result(None)
    if not ready.done():
        ready.set_exception(NotStarted("the assistant ended before it answered; what it said stands above"))

"""Work that comes again and again while a process runs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

_log = structlog.get_logger(__name__)


async def for_ever(work: Callable[[], Awaitable[None]], pause: float, *, failure: str) -> None:
    """Do it again and again, ``pause`` seconds apart; ``failure`` is the log's event where it fails."""
    while True:
        try:
            await work()
        except Exception as error:  # whatever went wrong now, the next time is due all the same
            _log.error(failure, error=type(error).__name__)
        await asyncio.sleep(pause)

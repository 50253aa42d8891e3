"""Erases old transcripts while the gateway runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final

from aiohttp import web

from bot.gateway import keys
from bot.gateway.eraser import Eraser
from bot.periodic import for_ever

# Hourly rather than daily, because it also repeats what the engine could not forget.
SECONDS_BETWEEN_SWEEPS: Final = 3600.0


async def retention(app: web.Application) -> AsyncIterator[None]:
    """Sweep at the start and every hour, until the application stops."""
    task = asyncio.create_task(sweep_for_ever(app[keys.ERASER]), name="retention")
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def sweep_for_ever(eraser: Eraser, pause: float = SECONDS_BETWEEN_SWEEPS) -> None:
    """Sweep again and again, ``pause`` seconds apart; a failed sweep waits for the next."""
    await for_ever(eraser.sweep, pause, failure="retention.failed")

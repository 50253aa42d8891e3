"""Telling the action server of a message while Rasa is still deciding what to do with it."""

from __future__ import annotations

import asyncio

import aiohttp
import structlog

from bot.engine.engine import Turn

log = structlog.get_logger()


class Announcer:
    """Sends messages ahead to the action server, so that it and Rasa work at the same time.

    Nobody waits for it: without it the action server reads the message when Rasa asks.
    """

    def __init__(self, actions_port: int) -> None:
        self._url = f"http://127.0.0.1:{actions_port}/prepare"
        self._under_way: set[asyncio.Task[None]] = set()

    def announce(self, session: aiohttp.ClientSession, turn: Turn) -> None:
        """Begin to send; a turn without a vector is left to be encoded once, by Rasa."""
        if turn.vector is None:
            return
        task = asyncio.create_task(self._send(session, turn))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _send(self, session: aiohttp.ClientSession, turn: Turn) -> None:
        body = {"text": turn.text, "vector": turn.vector}
        try:
            async with session.post(self._url, json=body):
                pass
        except (aiohttp.ClientError, TimeoutError) as error:
            log.debug("engine.announcement.failed", error=type(error).__name__)

    async def stop(self) -> None:
        """Give up what is still being sent."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

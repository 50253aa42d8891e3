"""Shows users that their message is being read and answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog

from bot.gateway.whatsapp.errors import GraphError
from bot.gateway.whatsapp.sending import Graph

_log = structlog.get_logger(__name__)

_PATIENCE: Final = 2.0


class ReadMarks:
    """Marks each message once, while it is being answered; a mark that fails holds nothing up."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._last: dict[str, str] = {}

    @asynccontextmanager
    async def shown(self, conversation: str, wamid: str) -> AsyncIterator[None]:
        """Show it, and have it shown by the end: a mark after the reply would leave us typing."""
        if self._last.get(conversation) == wamid:
            yield  # tried before, when the engine was away
            return
        self._last[conversation] = wamid
        mark = asyncio.create_task(self._mark(wamid))
        try:
            yield
        finally:
            await mark

    def forget(self, conversation: str) -> None:
        """The message has its answer."""
        self._last.pop(conversation, None)

    async def _mark(self, wamid: str) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._graph.mark_read(wamid)
        except (GraphError, TimeoutError) as error:
            _log.info("whatsapp.mark.failed", error=type(error).__name__)

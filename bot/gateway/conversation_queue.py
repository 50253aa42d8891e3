"""Messages of one conversation are processed in the order of their arrival, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class ConversationQueue:
    """One waiting line for each key in use; a line that empties is forgotten."""

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}

    def __len__(self) -> int:
        """How many keys have somebody at work or waiting."""
        return len(self._lines)

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """Wait for this key's turn, and hold it."""
        line = self._lines.setdefault(key, _Line())
        line.length += 1
        try:
            async with line.lock:  # asyncio's lock serves in the order of asking
                yield
        finally:
            line.length -= 1
            if not line.length:
                del self._lines[key]

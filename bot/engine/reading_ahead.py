"""Having the action server read a message while the gateway stores it and Rasa decides."""

from __future__ import annotations

from typing import Any, Final

import aiohttp
import structlog

from knowledge.sentence_vector import PackedVector

log = structlog.get_logger()

# Whoever waits longer than this is better off having Rasa encode the message once more.
_PATIENCE: Final = aiohttp.ClientTimeout(total=1)


class ReadingAhead:
    """Tells the action server of messages before Rasa asks about them.

    It encodes the message, hands out the vector, which Rasa needs too, and goes on to search.
    """

    def __init__(self, actions_port: int) -> None:
        self._url = f"http://127.0.0.1:{actions_port}/prepare"

    async def vector(self, session: aiohttp.ClientSession, text: str) -> PackedVector | None:
        """The message's vector; None when none came, which leaves encoding to Rasa."""
        try:
            async with session.post(self._url, json={"text": text}, timeout=_PATIENCE) as response:
                content: Any = await response.json() if response.status == 200 else None
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            log.debug("engine.reading_ahead.failed", error=type(error).__name__)
            return None
        vector = content.get("vector") if isinstance(content, dict) else None
        return vector if isinstance(vector, dict) else None

"""The gateway's client of the Rasa server: the one file that speaks to it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Any, Self

import aiohttp
import structlog

from bot.engine.engine import EngineUnavailable, Reply, Turn
from bot.engine.reading_ahead import ReadingAhead
from bot.settings import Settings
from knowledge.sentence_vector import PackedVector

log = structlog.get_logger()


class RasaClient:
    """A dialogue engine that is a Rasa server on this machine."""

    def __init__(self, settings: Settings) -> None:
        self._base = f"http://127.0.0.1:{settings.engine_port}/webhooks/meridian"
        self._timeout = aiohttp.ClientTimeout(total=settings.engine_timeout)
        self._ahead = ReadingAhead(settings.actions_port)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=self._timeout)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

    async def read_ahead(self, text: str) -> PackedVector | None:
        """Have the action server read a message; its vector, or None when Rasa is to encode it."""
        return await self._ahead.vector(self._session, text) if self._session else None

    async def answer(self, turn: Turn) -> Reply:
        """Send one message to Rasa and wait for all that it says.

        Raises:
            EngineUnavailable: when Rasa cannot be reached, fails, or takes too long.
        """
        answered = await self._request("POST", "/messages", _pieces(turn))
        return Reply(messages=answered["messages"], effects=answered["effects"])

    async def forget(self, conversation: str) -> None:
        """Delete what Rasa's tracker store holds of a conversation.

        Raises:
            EngineUnavailable: when Rasa cannot be reached or fails.
        """
        await self._request("DELETE", f"/conversations/{conversation}")

    async def is_ready(self) -> bool:
        """Whether Rasa has a model and reaches its action server."""
        try:
            await self._request("GET", "/ready")
        except EngineUnavailable:
            return False
        return True

    async def _request(
        self, method: str, path: str, body: AsyncIterator[bytes] | None = None
    ) -> dict[str, Any]:
        if self._session is None:
            raise RuntimeError("RasaClient is used outside 'async with'")
        try:
            async with self._session.request(method, self._base + path, data=body) as response:
                if response.status >= 400:
                    raise EngineUnavailable(f"Rasa answered {response.status} to {method}")
                content: dict[str, Any] = await response.json() if response.status == 200 else {}
                return content
        except (aiohttp.ClientError, TimeoutError) as error:
            log.info("engine.request.failed", method=method, error=type(error).__name__)
            raise EngineUnavailable(f"Rasa did not answer: {type(error).__name__}") from error


async def _pieces(turn: Turn) -> AsyncIterator[bytes]:
    """A turn as lines of JSON: the message goes ahead, and its vector follows when it is there."""
    message = {
        "conversation": turn.conversation,
        "text": turn.text,
        "language": turn.language,
        "first": turn.is_first,
        "message": turn.message,
    }
    yield _line(message)
    if turn.vector is not None:
        yield _line(await turn.vector)


def _line(content: Any) -> bytes:
    return json.dumps(content).encode() + b"\n"

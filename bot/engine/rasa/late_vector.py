"""A message comes before its vector: Rasa waits for the vector where it begins to read the message.

Until then it looks up the conversation and starts a session, while the action server still encodes.
"""

from __future__ import annotations

from asyncio import Future
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor

from bot.nlu.known_vector import known_vector

# Each message is handled in a task of its own, which has its own value.
_ARRIVING: Final[ContextVar[Future[Any] | None]] = ContextVar("arriving_vector", default=None)


@contextmanager
def arriving(vector: Future[Any]) -> Iterator[None]:
    """Within, Rasa waits for this vector before it reads a message; None leaves encoding to Rasa."""
    token = _ARRIVING.set(vector)
    try:
        yield
    finally:
        _ARRIVING.reset(token)


def install_late_vectors() -> None:
    """Have messages read once their vectors are there."""
    parse_message = MessageProcessor.parse_message

    async def parse_with_vector(
        self: MessageProcessor, message: UserMessage, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        vector = _ARRIVING.get()
        with known_vector(message.text, await vector if vector is not None else None):
            parsed: dict[str, Any] = await parse_message(self, message, *args, **kwargs)
        return parsed

    MessageProcessor.parse_message = parse_with_vector

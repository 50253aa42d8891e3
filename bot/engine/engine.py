"""What the gateway asks of a dialogue engine."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from knowledge.language import Language
from knowledge.sentence_vector import PackedVector


class EngineUnavailable(Exception):
    """The engine did not answer this message; sending it again later may work."""


@dataclass(frozen=True)
class Turn:
    """One message of a user, as it goes to the engine."""

    conversation: str
    text: str
    language: Language
    vector: Awaitable[PackedVector | None] | None = None
    """The text's vector, waited for once the engine has begun; None leaves encoding to it."""
    is_first: bool = False
    """Whether the conversation begins with it, so that the engine need not look it up."""
    message: int | None = None
    """The same where a message comes again, so that it acts only once; None is never the same."""


@dataclass(frozen=True)
class Reply:
    """What the engine says to one message.

    ``messages`` have the fields of the chat API's messages. ``effects`` are what the gateway
    is to do besides: ``{"handoff": True}`` marks the conversation for staff, ``{"language":
    "nl"}`` switches its language, ``{"erase": True}`` deletes it after this reply.
    """

    messages: Sequence[dict[str, Any]]
    effects: dict[str, Any] = field(default_factory=dict)


class Engine(Protocol):
    """A dialogue engine."""

    async def read_ahead(self, text: str) -> PackedVector | None:
        """Begin with a message before its turn; its vector for the turn, if one is known soon."""

    async def answer(self, turn: Turn) -> Reply:
        """Answer one message.

        Raises:
            EngineUnavailable: when no answer came.
        """

    async def forget(self, conversation: str) -> None:
        """Delete everything that the engine remembers of a conversation.

        Raises:
            EngineUnavailable: when it could not be deleted now.
        """

    async def is_ready(self) -> bool:
        """Whether a message would be answered now."""

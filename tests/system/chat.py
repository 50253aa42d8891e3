"""A visitor of the website, who speaks to the assistant over the chat API."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final, Self

import aiohttp

from tests.system.assistant import Assistant

Message = dict[str, Any]
Reply = dict[str, Any]

KINDS: Final = {"answer", "booking", "emergency", "handoff", "smalltalk", "fallback", "notice"}


class Visitor:
    """Sends requests and keeps their texts, to be looked for in the logs."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        # A connection kept from before a restart would fail after it; a browser then opens another.
        self._session = aiohttp.ClientSession(
            assistant.address,
            timeout=aiohttp.ClientTimeout(total=60),
            connector=aiohttp.TCPConnector(force_close=True),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def post(self, **fields: Any) -> aiohttp.ClientResponse:
        """Send these fields to the chat API."""
        if isinstance(text := fields.get("text"), str):
            self._assistant.texts.add(text)
        response = await self._session.post("/api/v1/chat", json=fields)
        await response.read()
        return response

    async def post_body(self, body: bytes) -> aiohttp.ClientResponse:
        """Send this body to the chat API, whatever it is."""
        response = await self._session.post("/api/v1/chat", data=body)
        await response.read()
        return response

    async def get(self, path: str) -> aiohttp.ClientResponse:
        """Fetch a page."""
        response = await self._session.get(path)
        await response.read()
        return response

    def conversation(self, locale: str | None = None) -> Conversation:
        """A new conversation."""
        return Conversation(self, locale=locale)


@dataclass
class Conversation:
    """A conversation with an id of its own."""

    visitor: Visitor
    locale: str | None = None
    id: str = field(default_factory=lambda: f"test-{secrets.token_hex(12)}")

    async def say(self, text: str, **fields: Any) -> Reply:
        """The reply to a message, which must succeed."""
        known = {"locale": self.locale} if self.locale else {}
        response = await self.visitor.post(text=text, conversation=self.id, **known, **fields)
        assert response.status == 200, (response.status, await response.text())
        reply: Reply = await response.json()
        assert reply["conversation"] == self.id
        assert reply["messages"]
        assert {message["kind"] for message in reply["messages"]} <= KINDS
        return reply


def told(reply: Reply) -> list[Message]:
    """What a reply says besides the notice that opens a conversation."""
    messages: list[Message] = reply["messages"]
    return messages[1:] if messages[0]["kind"] == "notice" and len(messages) > 1 else messages


def topics(reply: Reply) -> list[str]:
    """The topics that a reply answers, in its order."""
    return [message["topic"] for message in reply["messages"] if message["kind"] == "answer"]


def kinds(reply: Reply) -> list[str]:
    """The kinds of what a reply says besides the opening notice."""
    return [message["kind"] for message in told(reply)]

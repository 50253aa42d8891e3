from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.person import Person
from tests.whatsapp.webhook_server import WebhookServer

NOON = 1_763_697_600.0


@dataclass
class Seconds:
    """A clock that a test moves."""

    now: float = NOON

    def __call__(self) -> float:
        return self.now


@dataclass
class Desk:
    """The fake Graph API, a user of it, and a client with the right token."""

    graph: FakeGraph
    clock: Seconds
    session: aiohttp.ClientSession
    ann: Person

    async def post(
        self, payload: Any, *, token: str | None = None, number: str | None = None
    ) -> tuple[int, Any]:
        """Send a request; the status and the JSON of the answer."""
        url = f"{self.graph.url}/{number or self.graph.number.phone_number_id}/messages"
        headers = {"Authorization": f"Bearer {token or self.graph.number.token}"}
        async with self.session.post(url, json=payload, headers=headers) as response:
            return response.status, await response.json()

    async def send(self, payload: dict[str, Any], *, to: Person | None = None) -> tuple[int, Any]:
        """Send a message to a person, Ann unless told."""
        return await self.post({"messaging_product": "whatsapp", **address(to or self.ann), **payload})

    async def refusal(self, payload: dict[str, Any], *, to: Person | None = None) -> int:
        """The code that a message is refused with; 0 when it is accepted."""
        status, answer = await self.send(payload, to=to)
        assert (status == 200) == ("messages" in answer)
        code: int = answer.get("error", {}).get("code", 0)
        return code


def address(person: Person) -> dict[str, str]:
    return {"to": person.phone} if person.phone else {"recipient": person.user or ""}


def text(body: str = "Hello.", **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": {"body": body}, **more}


def buttons(*titles: str, body: str = "Which one?") -> dict[str, Any]:
    replies = [{"type": "reply", "reply": {"id": f"id {title}", "title": title}} for title in titles]
    interactive = {"type": "button", "body": {"text": body}, "action": {"buttons": replies}}
    return {"type": "interactive", "interactive": interactive}


def rows(*titles: str, **more: Any) -> dict[str, Any]:
    section = {"rows": [{"id": f"id {title}", "title": title} for title in titles]}
    action = {"button": "Choose", "sections": [section], **more}
    interactive = {"type": "list", "body": {"text": "Which one?"}, "action": action}
    return {"type": "interactive", "interactive": interactive}


Start = Callable[..., Any]


@pytest.fixture
def behaviour() -> Behaviour:
    """What the desk's fake does; a test changes it before the first message."""
    return Behaviour()


@pytest_asyncio.fixture
async def desk(behaviour: Behaviour) -> AsyncIterator[Desk]:
    """A fake with Ann, who just wrote."""
    clock = Seconds()
    async with FakeGraph(behaviour, clock=clock) as graph, aiohttp.ClientSession() as session:
        ann = graph.person("Ann", phone="31600000001")
        ann.say("Hello?")
        yield Desk(graph, clock, session, ann)


@pytest_asyncio.fixture
async def webhook() -> AsyncIterator[WebhookServer]:
    """A webhook that keeps what it is told."""
    async with WebhookServer() as server:
        yield server

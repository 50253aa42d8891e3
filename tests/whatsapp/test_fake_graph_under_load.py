"""Many users at once, with everything that may go wrong going wrong."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.crowd import gather_crowd, write_all
from tests.whatsapp.fake_graph.disorder import Disorder
from tests.whatsapp.fake_graph.faults import Faults
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.number import CLINIC
from tests.whatsapp.fake_graph.rates import Limits
from tests.whatsapp.webhook_server import WebhookServer


@dataclass
class Careful:
    """Answers every message once, tries again when refused, and asks the statuses when cut off."""

    graph_url: str
    session: aiohttp.ClientSession
    known: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    todo: deque[dict[str, Any]] = field(default_factory=deque)

    async def react(self, value: dict[str, Any]) -> None:
        self.sent.update(status["biz_opaque_callback_data"] for status in value.get("statuses", []))
        for message in value.get("messages", []):
            if message["id"] not in self.known:
                self.known.add(message["id"])
                self.todo.append(message)

    async def answer_all(self, messages: int) -> None:
        while len(self.sent) < messages:
            while self.todo:
                await self._answer(self.todo.popleft())
            await asyncio.sleep(0)

    async def _answer(self, message: dict[str, Any]) -> None:
        to = {"to": message["from"]} if "from" in message else {"recipient": message["from_user_id"]}
        text = {"type": "text", "text": message["text"], "biz_opaque_callback_data": message["id"]}
        while message["id"] not in self.sent:
            try:
                if await self._post({"messaging_product": "whatsapp", **to, **text}) == 200:
                    return
            except aiohttp.ClientError:
                return  # accepted without an answer: a status will tell

    async def _post(self, payload: dict[str, Any]) -> int:
        headers = {"Authorization": f"Bearer {CLINIC.token}"}
        url = f"{self.graph_url}/{CLINIC.phone_number_id}/messages"
        async with self.session.post(url, json=payload, headers=headers) as response:
            return response.status


async def test_nothing_is_lost_and_a_careful_sender_repeats_nothing(webhook: WebhookServer) -> None:
    behaviour = Behaviour(
        limits=Limits(per_second=100_000),
        faults=Faults(failing=0.05, dropping=0.05, seed=5),
        disorder=Disorder(twice=0.2, late=0.5, seed=5),
    )
    async with FakeGraph(behaviour) as graph, aiohttp.ClientSession() as session:
        careful = Careful(graph.url, session)
        webhook.react = careful.react
        await graph.subscribe(webhook.url)
        texts = await write_all(gather_crowd(graph, 20), 300, per_second=5_000)

        await careful.answer_all(300)
        await graph.settled()

        for name, said in texts.items():
            assert sorted(message.text for message in graph.ledger.to(name)) == sorted(said)
        assert graph.ledger.accepted_twice() == graph.ledger.repeated == []
        assert graph.ledger.refusals
        assert len(webhook.messages) > 300

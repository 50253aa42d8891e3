"""Many users at once, with everything that may go wrong going wrong."""

from __future__ import annotations

import asyncio
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
    """Answers every message once, tries again when refused, and takes a cut connection for a success."""

    graph_url: str
    session: aiohttp.ClientSession
    known: set[str] = field(default_factory=set)
    todo: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)

    async def react(self, value: dict[str, Any]) -> None:
        for message in value.get("messages", []):
            if message["id"] not in self.known:
                self.known.add(message["id"])
                self.todo.put_nowait(message)

    async def answer_all(self) -> None:
        while True:
            message = await self.todo.get()
            while not await self._answer(message):
                pass

    async def _answer(self, message: dict[str, Any]) -> bool:
        to = {"to": message["from"]} if "from" in message else {"recipient": message["from_user_id"]}
        text = {"type": "text", "text": message["text"], "biz_opaque_callback_data": message["id"]}
        try:
            return await self._post({"messaging_product": "whatsapp", **to, **text}) == 200
        except aiohttp.ClientError:
            return True

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
        working = asyncio.create_task(careful.answer_all())
        texts = await write_all(gather_crowd(graph, 20), 300, per_second=5_000)

        await graph.ledger.until(lambda ledger: len(ledger.accepted) >= 300)
        await graph.settled()
        working.cancel()

        for name, said in texts.items():
            assert sorted(message.text for message in graph.ledger.to(name)) == sorted(said)
        assert graph.ledger.accepted_twice() == []
        assert graph.ledger.repeated == []
        assert graph.ledger.refusals
        assert len(webhook.messages) > 300

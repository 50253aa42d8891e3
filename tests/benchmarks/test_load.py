from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from benchmarks.load import Load, LoadError, send

CONVERSATIONS = [("a1", "a2"), ("b1", "b2"), ("c1", "c2")]


@dataclass
class Channel:
    """A channel to a server that keeps what it was sent."""

    url: str = ""
    status: int = 200
    received: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    in_flight: int = 0
    most_in_flight: int = 0

    def request(self, conversation: str, text: str) -> dict[str, Any]:
        return {"conversation": conversation, "text": text}

    def is_reply(self, body: Any) -> bool:
        return bool(body["messages"])

    async def answer(self, request: web.Request) -> web.Response:
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        fields = await request.json()
        self.received[fields["conversation"]].append(fields["text"])
        await asyncio.sleep(0.001)
        self.in_flight -= 1
        messages = [] if fields["text"] == "silence" else ["hello"]
        return web.json_response({"messages": messages}, status=self.status)


def run(channel: Channel, conversations: Sequence[tuple[str, ...]], clients: int) -> Load:
    async def serve() -> Load:
        app = web.Application()
        app.router.add_post("/", channel.answer)
        async with TestServer(app) as server:
            channel.url = str(server.make_url("/"))
            return await send(channel, conversations, clients)

    return asyncio.run(serve())


@pytest.mark.parametrize("clients", [1, 2, 16])
def test_each_conversation_is_sent_in_its_order(clients: int) -> None:
    channel = Channel()
    load = run(channel, CONVERSATIONS, clients)
    assert sorted(map(tuple, channel.received.values())) == CONVERSATIONS
    assert len(load.latencies) == len(load.arrivals) == 6
    assert channel.most_in_flight <= clients


def test_one_client_waits_for_each_reply() -> None:
    channel = Channel()
    load = run(channel, CONVERSATIONS, clients=1)
    assert channel.most_in_flight == 1
    assert load.p50 <= load.p95 <= max(load.arrivals)
    assert load.rate == 6 / load.saturated_until


def test_the_rate_ends_when_the_first_client_is_idle() -> None:
    assert Load(arrivals=[0.5, 1.0, 2.0, 9.0], saturated_until=2.0).rate == 1.5
    assert Load().rate == 0


def test_a_message_without_a_reply_stops_the_load() -> None:
    with pytest.raises(LoadError, match="no message in the reply"):
        run(Channel(), [("silence",), ("a", "b")], clients=2)


def test_a_refused_message_stops_the_load() -> None:
    with pytest.raises(LoadError, match="status 429"):
        run(Channel(status=429), CONVERSATIONS, clients=1)


def test_a_server_that_is_away_stops_the_load(unused_tcp_port: int) -> None:
    channel = Channel(url=f"http://127.0.0.1:{unused_tcp_port}/")
    with pytest.raises(LoadError, match=str(unused_tcp_port)):
        asyncio.run(send(channel, CONVERSATIONS, clients=1))

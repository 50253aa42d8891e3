"""The client speaks to the Graph API as documented, over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.gateway.whatsapp.errors import Retry, TokenRefused, Unreachable, WindowClosed
from bot.gateway.whatsapp.graph import DEFAULT_GRAPH_URL, GraphClient

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TEXT = {"messaging_product": "whatsapp", "to": "85255500001", "type": "text", "text": {"body": "針灸"}}
ACCEPTED = {"messaging_product": "whatsapp", "messages": [{"id": "wamid.OUT"}]}


@dataclass
class Graph:
    """A server in Meta's place that answers as a test says."""

    client: GraphClient
    session: aiohttp.ClientSession
    answer: Handler
    asked: list[tuple[str, str, Any]] = field(default_factory=list)

    def answers(self, body: object, status: int = 200, **headers: str) -> None:
        async def answer(_: web.Request) -> web.Response:
            return web.json_response(body, status=status, headers=headers)

        self.answer = answer


@pytest_asyncio.fixture
async def graph() -> AsyncIterator[Graph]:
    async def handle(request: web.Request) -> web.StreamResponse:
        graph.asked.append((request.path, request.headers["Authorization"], await request.json()))
        return await graph.answer(request)

    app = web.Application()
    app.router.add_post("/{path:.*}", handle)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        client = client_of(session, f"{server.make_url('/v26.0')}/")
        graph = Graph(client, session, handle)
        graph.answers(ACCEPTED)
        yield graph


def client_of(session: aiohttp.ClientSession, url: str) -> GraphClient:
    timeout = aiohttp.ClientTimeout(total=0.5)
    return GraphClient(session, token="secret", phone_number_id="1048", base_url=url, timeout=timeout)


async def test_a_message_goes_to_the_numbers_address_with_the_token(graph: Graph) -> None:
    assert await graph.client.send(TEXT) == "wamid.OUT"

    assert graph.asked == [("/v26.0/1048/messages", "Bearer secret", TEXT)]


async def test_the_version_of_the_api_is_the_current_one() -> None:
    assert DEFAULT_GRAPH_URL == "https://graph.facebook.com/v26.0"


@pytest.mark.parametrize(("typing", "shown"), [(True, {"typing_indicator": {"type": "text"}}), (False, {})])
async def test_a_message_is_marked_as_read_with_or_without_typing(
    graph: Graph, typing: bool, shown: dict[str, Any]
) -> None:
    graph.answers({"success": True})

    await graph.client.mark_read("wamid.IN", typing=typing)

    [(_, _, body)] = graph.asked
    assert body == {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.IN", **shown}


async def test_a_documented_error_says_what_to_do(graph: Graph) -> None:
    graph.answers({"error": {"message": "(#131047)", "code": 131047}}, 400)

    with pytest.raises(WindowClosed):
        await graph.client.send(TEXT)


async def test_a_refused_token_is_told_by_reads_too(graph: Graph) -> None:
    graph.answers({"error": {"message": "expired", "code": 190}}, 401)

    with pytest.raises(TokenRefused):
        await graph.client.mark_read("wamid.IN")


@pytest.mark.parametrize(
    ("header", "after"),
    [("30", 30.0), ("999999999999", 3600.0), ("0", None), ("soon", None), ("-5", None), ("", None)],
)
async def test_a_limit_says_how_long_to_wait_where_meta_does(
    graph: Graph, header: str, after: float | None
) -> None:
    graph.answers({"error": {"code": 130429}}, 429, **{"Retry-After": header})

    with pytest.raises(Retry) as refused:
        await graph.client.send(TEXT)

    assert refused.value.after == after


@pytest.mark.parametrize("body", [{}, {"messages": []}, {"messages": [{}]}, {"messages": "?"}, [], None])
async def test_a_success_without_an_id_is_no_success_that_we_know_of(graph: Graph, body: object) -> None:
    graph.answers(body)

    with pytest.raises(Unreachable) as unknown:
        await graph.client.send(TEXT)

    assert unknown.value.sent


@pytest.mark.parametrize("content", [b"\xff<html>", b"[" * 100_000, b""])
async def test_an_answer_that_is_no_json_says_nothing(graph: Graph, content: bytes) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=502, body=content)

    graph.answer = answer

    with pytest.raises(Unreachable) as unknown:
        await graph.client.send(TEXT)

    assert unknown.value.sent


async def test_a_connection_that_drops_after_the_message_leaves_open_whether_it_came(graph: Graph) -> None:
    async def answer(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    graph.answer = answer

    with pytest.raises(Unreachable) as unknown:
        await graph.client.send(TEXT)

    assert unknown.value.sent


async def test_an_answer_that_does_not_come_leaves_it_open_too(graph: Graph) -> None:
    never = asyncio.Event()

    async def answer(_: web.Request) -> web.Response:
        await never.wait()
        return web.Response()

    graph.answer = answer

    with pytest.raises(Unreachable) as unknown:
        await graph.client.send(TEXT)

    never.set()
    assert unknown.value.sent


async def test_where_no_connection_came_about_meta_surely_has_nothing(graph: Graph) -> None:
    client = client_of(graph.session, f"http://127.0.0.1:{unused_port()}")

    with pytest.raises(Unreachable) as unknown:
        await client.send(TEXT)

    assert not unknown.value.sent
    assert "127.0.0.1" not in str(unknown.value)


async def test_the_token_does_not_follow_a_redirect(graph: Graph) -> None:
    graph.answers({}, 307, Location="/elsewhere")

    with pytest.raises(Unreachable):
        await graph.client.send(TEXT)

    assert len(graph.asked) == 1

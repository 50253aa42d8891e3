"""A webhook that checks signatures, keeps what it is told and answers what a test says."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.whatsapp.fake_graph.number import CLINIC, BusinessNumber


@dataclass
class WebhookServer:
    """``answers``: the statuses of the next answers, 200 after them. ``values``: what was taken in.

    ``react`` is given each value when it was taken in.
    """

    number: BusinessNumber = CLINIC
    answers: deque[int] = field(default_factory=deque)
    values: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    react: Callable[[dict[str, Any]], Awaitable[None]] | None = None
    _server: TestServer | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.add_routes([web.get("/hook", self._handshake), web.post("/hook", self._take)])
        self._server = TestServer(app)
        await self._server.start_server()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server:
            await self._server.close()

    @property
    def url(self) -> str:
        assert self._server
        return str(self._server.make_url("/hook"))

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The messages that came, in the order of their coming."""
        return [message for value in self.values for message in value.get("messages", [])]

    @property
    def statuses(self) -> list[dict[str, Any]]:
        """The statuses that came, in the order of their coming."""
        return [status for value in self.values for status in value.get("statuses", [])]

    async def _handshake(self, request: web.Request) -> web.Response:
        if request.query.get("hub.verify_token") != self.number.verify_token:
            return web.Response(status=403)
        return web.Response(text=request.query["hub.challenge"])

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.read()
        proof = hmac.new(self.number.app_secret.encode(), body, hashlib.sha256).hexdigest()
        if request.headers.get("X-Hub-Signature-256") != f"sha256={proof}":
            return web.Response(status=403)
        status = self.answers.popleft() if self.answers else 200
        if status == 200:
            self.bodies.append(body)
            self.values.append(_value(json.loads(body)))
            if self.react:
                await self.react(self.values[-1])
        return web.Response(status=status)


def _value(content: dict[str, Any]) -> dict[str, Any]:
    assert content["object"] == "whatsapp_business_account"
    (entry,) = content["entry"]
    (change,) = entry["changes"]
    assert change["field"] == "messages"
    value: dict[str, Any] = change["value"]
    return value

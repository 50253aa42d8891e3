"""A dialogue engine at Rasa's address that repeats what it is told, and can be away."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Self

from aiohttp import web


class EchoEngine:
    """Answers on a port of its own while it is entered; 503 while ``away``."""

    def __init__(self, port: int) -> None:
        self.away = False
        self.turns = 0
        self._port = port
        app = web.Application()
        app.router.add_post("/webhooks/meridian/messages", self._answer)
        app.router.add_get("/webhooks/meridian/ready", self._ready)
        self._runner = web.AppRunner(app, access_log=None)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        if self.away:
            return web.Response(status=503)
        self.turns += 1
        said = json.loads(await request.content.readline())["text"]
        return web.json_response({"messages": [{"text": said, "kind": "answer"}], "effects": {}})

    async def _ready(self, _: web.Request) -> web.Response:
        return web.Response(status=503 if self.away else 204)

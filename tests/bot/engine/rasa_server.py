"""A server on loopback that speaks the protocol of bot/engine/rasa/channel.py."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

ANSWER: dict[str, Any] = {"text": "Thirty to sixty minutes.", "kind": "answer", "topic": "session/length"}


@dataclass
class RasaServer:
    """Records what it is asked; ``status`` makes it fail, a cleared ``gate`` makes it wait."""

    messages: list[dict[str, Any]] = field(default_factory=lambda: [dict(ANSWER)])
    effects: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    asked: list[dict[str, Any]] = field(default_factory=list)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    vectors: list[Any] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def app(self) -> web.Application:
        """The channel's addresses."""
        app = web.Application()
        app.router.add_post("/webhooks/meridian/messages", self.answer)
        app.router.add_delete("/webhooks/meridian/conversations/{conversation}", self.forget)
        app.router.add_get("/webhooks/meridian/ready", self.ready)
        return app

    async def answer(self, request: web.Request) -> web.Response:
        """The same messages and effects to everything."""
        self.asked.append(json.loads(await request.content.readline()))
        self.begun.set()
        vector = await request.content.readline()
        self.vectors.append(json.loads(vector) if vector else None)
        await self.gate.wait()
        if self.status != 200:
            return web.json_response({"error": "RasaException"}, status=self.status)
        return web.json_response({"messages": self.messages, "effects": self.effects})

    async def forget(self, request: web.Request) -> web.Response:
        """Note whom to forget."""
        if self.status == 200:
            self.forgotten.append(request.match_info["conversation"])
        return web.Response(status=204 if self.status == 200 else self.status)

    async def ready(self, _: web.Request) -> web.Response:
        """Ready unless it is to fail."""
        return web.json_response({"ready": self.status == 200}, status=self.status)

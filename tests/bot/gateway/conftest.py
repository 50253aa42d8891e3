from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient

from bot.clock import Clock
from bot.gateway.app import create_app
from bot.gateway.safety import Safety
from bot.settings import Settings
from tests.bot.gateway.fakes import FakeDecider, FakeEngine, quiet_safety

Client = TestClient[web.Request, web.Application]


@dataclass
class Gateway:
    """A running gateway on a real SQLite file, as a client meets it."""

    client: Client
    engine: FakeEngine
    decider: FakeDecider

    async def post(self, **fields: Any) -> ClientResponse:
        """Send these fields to the chat API."""
        return await self.client.post("/api/v1/chat", json=fields)

    async def chat(self, text: str = "hello", **fields: Any) -> dict[str, Any]:
        """The reply to a message that must succeed."""
        response = await self.post(text=text, **fields)
        assert response.status == 200, await response.text()
        reply: dict[str, Any] = await response.json()
        return reply

    @property
    def app(self) -> web.Application:
        """The application behind the client."""
        app = self.client.app
        assert app is not None
        return app


Start = Callable[..., Awaitable[Gateway]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path, rate_limit=False)


@pytest.fixture
def start(aiohttp_client: Any, settings: Settings) -> Start:
    """Starts a gateway; a second start on the same settings is a restart."""

    async def start_gateway(
        engine: FakeEngine | None = None,
        settings: Settings = settings,
        clock: Clock | None = None,
        safety: Safety | None = None,
    ) -> Gateway:
        engine, decider = engine or FakeEngine(), FakeDecider()
        app = create_app(settings, engine, decider, clock or Clock(), safety or quiet_safety())
        return Gateway(await aiohttp_client(app), engine, decider)

    return start_gateway


@pytest_asyncio.fixture
async def gateway(start: Start) -> Gateway:
    return await start()

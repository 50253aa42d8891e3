from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.engine.engine import EngineUnavailable
from bot.settings import Settings
from bot.supervisor import readiness
from bot.supervisor.readiness import wait_until_answering
from tests.bot.engine.rasa_server import RasaServer


@pytest.fixture(autouse=True)
def quick_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_POLL_SECONDS", 0.001)


@dataclass
class GatewayServer:
    """Answers /readyz with these statuses in turn; None breaks the connection off."""

    statuses: list[int | None]
    rasa: RasaServer
    asked_rasa_before_ready: bool = False
    polls: list[int | None] = field(default_factory=list)

    def app(self) -> web.Application:
        """The one address that is asked."""
        app = web.Application()
        app.router.add_get("/readyz", self.ready)
        return app

    async def ready(self, request: web.Request) -> web.Response:
        """The next status."""
        self.asked_rasa_before_ready |= bool(self.rasa.asked)
        status = self.statuses[min(len(self.polls), len(self.statuses) - 1)]
        self.polls.append(status)
        if status is None:
            assert request.transport is not None
            request.transport.abort()
        return web.Response(status=status or 200)


@pytest.fixture
def serve(aiohttp_server: Any):
    """Starts a gateway and a Rasa, and gives the settings with which they are found."""

    async def start(*statuses: int | None, rasa: RasaServer | None = None) -> tuple[Settings, GatewayServer]:
        gateway = GatewayServer(list(statuses), rasa or RasaServer())
        engine = await aiohttp_server(gateway.rasa.app())
        server = await aiohttp_server(gateway.app())
        return Settings(port=server.port, engine_port=engine.port), gateway

    return start


async def test_it_returns_once_the_gateway_is_ready_and_a_question_was_answered(serve):
    settings, gateway = await serve(503, None, 503, 200)

    await wait_until_answering(settings)

    assert gateway.polls == [503, None, 503, 200]
    assert not gateway.asked_rasa_before_ready
    assert len(gateway.rasa.asked) == 1


async def test_it_leaves_no_trace_of_its_question(serve):
    settings, gateway = await serve(200)

    await wait_until_answering(settings)

    assert gateway.rasa.forgotten == [gateway.rasa.asked[0]["conversation"]]


async def test_it_waits_for_a_gateway_that_does_not_listen_yet(serve, unused_tcp_port):
    settings, gateway = await serve(200)
    later = Settings(port=unused_tcp_port, engine_port=settings.engine_port)
    waiting = asyncio.create_task(wait_until_answering(later))
    runner = web.AppRunner(gateway.app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()

    await asyncio.wait_for(waiting, 20)
    await runner.cleanup()

    assert gateway.rasa.asked


@pytest.mark.parametrize("messages", [[], [{"text": "Sorry?", "kind": "fallback"}]])
async def test_an_engine_that_does_not_answer_a_plain_question_is_not_ready(serve, messages):
    settings, _ = await serve(200, rasa=RasaServer(messages=messages))

    with pytest.raises(EngineUnavailable, match="does not answer a plain question"):
        await wait_until_answering(settings)


async def test_an_engine_that_fails_is_not_ready(serve):
    settings, _ = await serve(200, rasa=RasaServer(status=500))

    with pytest.raises(EngineUnavailable):
        await wait_until_answering(settings)


async def test_progress_is_shown_while_it_waits(serve, monkeypatch, capsys):
    monkeypatch.setattr(readiness, "_PROGRESS_SECONDS", 0.0)
    settings, _ = await serve(503, 200)

    await wait_until_answering(settings)

    assert capsys.readouterr().out == "  starting: 0 s\n"

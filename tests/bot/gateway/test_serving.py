"""How ``python -m bot.gateway`` starts and stops."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import ClientConnectorError, ClientSession, web

from bot.clock import Clock
from bot.gateway.app import create_app
from bot.settings import Settings
from tests.bot.gateway.fakes import FakeDecider, FakeEngine, quiet_safety

pytest.importorskip("bot.language.decision")
from bot.gateway import __main__ as gateway_main


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, listening: socket.socket) -> int:
    """The port that the settings name; it is taken while ``listening`` is open."""
    port: int = listening.getsockname()[1]
    monkeypatch.setenv("MERIDIAN_PORT", str(port))
    monkeypatch.setenv("MERIDIAN_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(gateway_main, "configure_logs", lambda *_: None)
    return port


def built_with(engine: FakeEngine, settings: Settings) -> web.Application:
    return create_app(settings, engine, FakeDecider(), Clock(), quiet_safety())


def test_a_port_in_use_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, environment: int, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gateway_main, "build", lambda settings: built_with(FakeEngine(), settings))

    assert gateway_main.main() == 2

    (line,) = capsys.readouterr().err.strip().splitlines()
    assert str(environment) in line
    assert "in use" in line


def test_a_setting_that_cannot_be_used_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MERIDIAN_PORT", "nonsense")

    assert gateway_main.main() == 2
    assert "MERIDIAN_PORT" in capsys.readouterr().err


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_message_being_answered_is_finished_before_stopping(
    monkeypatch: pytest.MonkeyPatch, environment: int, listening: socket.socket, stop: signal.Signals
) -> None:
    listening.close()
    visitor = Visitor(environment, stop)
    monkeypatch.setattr(gateway_main, "build", visitor.build)

    assert gateway_main.main() == 0
    assert visitor.status == 200


class Visitor:
    """Sends a message from inside the process, and stops the gateway while it is being answered."""

    def __init__(self, port: int, stop: signal.Signals) -> None:
        self.port = port
        self.stop = stop
        self.status = 0

    def build(self, settings: Settings) -> web.Application:
        """The gateway with this visitor beside it."""
        self.engine = FakeEngine()
        self.engine.gate.clear()
        app = built_with(self.engine, settings)
        app.on_shutdown.append(self.open_gate)
        app.cleanup_ctx.append(self.visit)
        return app

    async def open_gate(self, _: web.Application) -> None:
        """Let the engine answer only after the gateway has begun to stop."""
        self.engine.gate.set()

    async def visit(self, _: web.Application) -> AsyncIterator[None]:
        """Send and stop in the background."""
        tasks = [asyncio.create_task(self.send()), asyncio.create_task(self.stop_while_answering())]
        yield
        await asyncio.gather(*tasks)

    async def send(self) -> None:
        """Send once the gateway listens."""
        async with ClientSession() as session:
            while not self.status:
                try:
                    response = await session.post(self.address, json={"text": "hello"})
                except ClientConnectorError:
                    await asyncio.sleep(0)
                else:
                    self.status = response.status

    async def stop_while_answering(self) -> None:
        """Send the signal when the engine has the message."""
        await self.engine.started.get()
        os.kill(os.getpid(), self.stop)

    @property
    def address(self) -> str:
        """The chat API's address."""
        return f"http://127.0.0.1:{self.port}/api/v1/chat"

"""The channel in Rasa's own server (Sanic), around an agent or what stands in for one."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage, register
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig
from sanic import Sanic
from sanic.server import AsyncioServer
from sanic.touchup import TouchUp

from bot.engine.rasa.channel import GatewayChannel
from bot.engine.rasa.tracker_store import LastingSqliteTrackerStore

Say = Callable[[UserMessage], Awaitable[None]]


@dataclass
class StandInAgent:
    """In the place of a trained agent: notes each message and says what a test wants said."""

    say: Say
    tracker_store: LastingSqliteTrackerStore = field(
        default_factory=lambda: LastingSqliteTrackerStore(Domain.empty(), db=":memory:")
    )
    heard: list[UserMessage] = field(default_factory=list)

    async def handle_message(self, message: UserMessage) -> None:
        """Answer one message."""
        self.heard.append(message)
        await self.say(message)


REWRITE = TouchUp.run
rewritten: list[str] = []


def rewrite_once(app: Sanic) -> None:
    """Let Sanic rewrite its own classes at the first start alone: it fails the second time in a process."""
    if not rewritten:
        REWRITE(app)
        rewritten.append(app.name)


async def say_hello(message: UserMessage) -> None:
    await message.output_channel.send_response(message.sender_id, {"text": "Hello"})


async def server_of(agent: Any, listening: socket.socket) -> AsyncioServer:
    """A server with the channel around an agent, which does not answer yet."""
    app = Sanic(f"rasa-{uuid4().hex}", configure_logging=False)
    app.ctx.agent = agent
    register([GatewayChannel()], app, route="/webhooks/")
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    await server.startup()
    return server


def agent(store: LastingSqliteTrackerStore, actions_port: int, *, with_model: bool = True) -> Agent:
    """A real agent, which wraps its tracker store; its model is only there or not."""
    endpoint = EndpointConfig(f"http://127.0.0.1:{actions_port}/webhook")
    real = Agent(domain=Domain.empty(), tracker_store=store, action_endpoint=endpoint)
    real.processor = object() if with_model else None
    return real

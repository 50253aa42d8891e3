"""Clients that send conversations and time the replies."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Protocol

import aiohttp

from benchmarks.conversations import Conversation
from bot.evaluation.measures import percentile

_TIMEOUT: Final = aiohttp.ClientTimeout(total=60)


class LoadError(Exception):
    """A message that got no reply; the figures would mean nothing."""


class Channel(Protocol):
    """An address to which messages are sent, and the form that they and the replies have."""

    @property
    def url(self) -> str:
        """Where messages are posted."""

    def request(self, conversation: str, text: str) -> dict[str, Any]:
        """The JSON body that says ``text`` in a conversation."""

    def is_reply(self, body: Any) -> bool:
        """Whether a JSON body holds at least one message of the assistant."""


@dataclass
class Load:
    """The replies to a load: the seconds each took, and when each came (seconds from the start)."""

    latencies: list[float] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)
    saturated_until: float = 0.0

    @cached_property
    def p50(self) -> float:
        """The median time from request to reply, in seconds."""
        return percentile(self.latencies, 50)

    @cached_property
    def p95(self) -> float:
        """The time from request to reply that 95 % of the messages keep, in seconds."""
        return percentile(self.latencies, 95)

    @cached_property
    def rate(self) -> float:
        """Replies a second, counted only while every client had something to send."""
        counted = sum(arrival <= self.saturated_until for arrival in self.arrivals)
        return counted / self.saturated_until if self.saturated_until else 0.0


async def send(channel: Channel, conversations: Iterable[Conversation], clients: int) -> Load:
    """Send these conversations with so many clients at once, each waiting for its replies.

    Raises:
        LoadError: when a message gets no reply.
    """
    connector = aiohttp.TCPConnector(limit=clients)
    async with aiohttp.ClientSession(timeout=_TIMEOUT, connector=connector) as session:
        run = _Run(channel, session, iter(conversations))
        tasks = [asyncio.create_task(run.client()) for _ in range(clients)]
        try:
            await asyncio.gather(*tasks)
        finally:
            await _cancel(tasks)
    return run.load


async def post(session: aiohttp.ClientSession, channel: Channel, conversation: str, text: str) -> None:
    """Send one message and read its reply.

    Raises:
        LoadError: when there is none.
    """
    try:
        async with session.post(channel.url, json=channel.request(conversation, text)) as response:
            body = await response.json() if response.status == 200 else None
    except (aiohttp.ClientError, TimeoutError) as error:
        raise LoadError(f"{channel.url}: {error or type(error).__name__}") from error
    if body is None or not channel.is_reply(body):
        raise LoadError(f"{channel.url}: status {response.status}, no message in the reply")


@dataclass
class _Run:
    channel: Channel
    session: aiohttp.ClientSession
    conversations: Iterator[Conversation]
    load: Load = field(default_factory=Load)
    started: float = field(default_factory=time.perf_counter)

    async def client(self) -> None:
        for texts in self.conversations:
            conversation = uuid.uuid4().hex
            for text in texts:
                await self._send(conversation, text)
        if not self.load.saturated_until:
            self.load.saturated_until = time.perf_counter() - self.started

    async def _send(self, conversation: str, text: str) -> None:
        sent = time.perf_counter()
        await post(self.session, self.channel, conversation, text)
        received = time.perf_counter()
        self.load.latencies.append(received - sent)
        self.load.arrivals.append(received - self.started)


async def _cancel(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

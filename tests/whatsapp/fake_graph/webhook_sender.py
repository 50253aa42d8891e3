"""Delivers webhooks as Meta does: signed, at least once, again and again until they are answered with 200."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.whatsapp.fake_graph.disorder import Disorder


@dataclass(frozen=True)
class Backoff:
    """Pauses between attempts: the first, each ``factor`` times the last, none above ``longest`` seconds."""

    first: float = 1.0
    factor: float = 2.0
    longest: float = 3600.0
    give_up: float = 7 * 24 * 3600.0

    def pauses(self) -> Iterator[float]:
        """The pauses until it is given up."""
        waited, pause = 0.0, self.first
        while waited < self.give_up:
            yield pause
            waited += pause
            pause = min(pause * self.factor, self.longest)


@dataclass(frozen=True)
class Answer:
    """How one attempt ended: the status (None: no answer) and how many seconds it took."""

    key: str
    status: int | None
    seconds: float


class WebhookSender:
    """Sends to ``url``; what happens before there is one is told to nobody.

    ``answers``: how each attempt ended. ``taken``: the keys of what was answered with 200.
    """

    def __init__(self, app_secret: str, disorder: Disorder, backoff: Backoff) -> None:
        self.url: str | None = None
        self.disorder = disorder
        self.answers: list[Answer] = []
        self.taken: set[str] = set()
        self._secret = app_secret.encode()
        self._backoff = backoff
        self._under_way: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._attempted = asyncio.Event()

    def deliver(self, key: str, content: dict[str, Any], *, after: float = 0.0) -> None:
        """Have a webhook delivered; the call does not wait for it."""
        if self.url is None:
            return
        body = serialised(content)
        for delay in self.disorder.delays(key):
            task = asyncio.create_task(self._send(key, body, after + delay))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def attempted(self) -> None:
        """Wait until an attempt ended, whichever is next."""
        self._attempted.clear()
        await self._attempted.wait()

    async def settled(self) -> None:
        """Wait until every webhook was answered with 200 or given up."""
        while self._under_way:
            await asyncio.gather(*self._under_way)

    async def close(self) -> None:
        """Give up what is under way."""
        for task in list(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        if self._session:
            await self._session.close()

    async def _send(self, key: str, body: bytes, delay: float) -> None:
        await asyncio.sleep(delay)
        for pause in self._backoff.pauses():
            if await self._attempt(key, body) == 200:
                self.taken.add(key)
                return
            await asyncio.sleep(pause)

    async def _attempt(self, key: str, body: bytes) -> int | None:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20))
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": signature(self._secret, body)}
        began, status = time.perf_counter(), None
        try:
            async with self._session.post(self.url or "", data=body, headers=headers) as response:
                status = response.status
        except (aiohttp.ClientError, TimeoutError):
            pass  # nobody there: tried again, as after a refusal
        self.answers.append(Answer(key, status, time.perf_counter() - began))
        self._attempted.set()
        return status


def serialised(content: dict[str, Any]) -> bytes:
    """JSON as Meta writes it, with escapes that another serialiser would not make the same."""
    return json.dumps(content, separators=(",", ":")).replace("/", "\\/").encode()


def signature(secret: bytes, body: bytes) -> str:
    """The header that proves who sent this body."""
    return "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()

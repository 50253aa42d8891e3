"""Asking the running assistant over the chat API, each question in a conversation of its own."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Final, Self

import aiohttp

from bot.evaluation.outcome import Outcome, ReplyError, read_outcome
from bot.evaluation.questions import Question

_PATH: Final = "/api/v1/chat"
_TIMEOUT: Final = aiohttp.ClientTimeout(total=30, sock_connect=5)
_ATTEMPTS: Final = 5
_LONGEST_PAUSE: Final = 5.0
_TRY_AGAIN: Final = (429, 503)


class AssistantError(Exception):
    """The assistant cannot be reached, or does not answer as its API says."""


class AssistantClient:
    """A client of the chat API that keeps at most ``concurrency`` questions in flight."""

    def __init__(self, address: str, concurrency: int) -> None:
        self._url = address.rstrip("/") + _PATH
        self._turns = asyncio.Semaphore(concurrency)
        self._session = aiohttp.ClientSession(
            timeout=_TIMEOUT, connector=aiohttp.TCPConnector(limit=concurrency)
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def ask_all(self, questions: Iterable[Question]) -> list[Outcome]:
        """The outcomes of these questions, in their order.

        Raises:
            AssistantError: when one of them gets no usable reply.
        """
        tasks = [asyncio.create_task(self.ask(question)) for question in questions]
        try:
            return await asyncio.gather(*tasks)
        finally:
            await _cancel(tasks)

    async def ask(self, question: Question) -> Outcome:
        """The outcome of one question.

        Raises:
            AssistantError: when it gets no usable reply.
        """
        async with self._turns:
            try:
                return await self._ask(question)
            except (aiohttp.ClientError, TimeoutError, ReplyError) as error:
                raise AssistantError(f"{self._url}: {error or type(error).__name__}") from error

    async def _ask(self, question: Question) -> Outcome:
        # The same id each time: a message that was handled after all is not handled twice.
        fields = {"text": question.text, "id": str(uuid.uuid4())}
        attempt = 1
        while True:
            started = time.perf_counter()
            async with self._session.post(self._url, json=fields) as response:
                if response.status not in _TRY_AGAIN or attempt == _ATTEMPTS:
                    reply = await _read(response)
                    return read_outcome(question, reply, time.perf_counter() - started)
                pause = _pause(response)
            await asyncio.sleep(pause)
            attempt += 1


async def _read(response: aiohttp.ClientResponse) -> Any:
    if response.status == 200:
        return await response.json()
    text = (await response.text())[:200]
    hint = "; start it with MERIDIAN_RATE_LIMIT=off" if response.status == 429 else ""
    raise ReplyError(f"status {response.status}{hint}: {text}")


def _pause(response: aiohttp.ClientResponse) -> float:
    try:
        return min(float(response.headers.get("Retry-After", "1")), _LONGEST_PAUSE)
    except ValueError:
        return 1.0


async def _cancel(tasks: Sequence[asyncio.Task[Outcome]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

"""Speaking to the running assistant over the chat API; each question is a conversation of its own."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Coroutine, Iterable, Sequence
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import aiohttp

from bot.evaluation.outcome import Outcome, ReplyError, read_outcome
from bot.evaluation.questions import Question

Result = TypeVar("Result")

_PATH: Final = "/api/v1/chat"
_TIMEOUT: Final = aiohttp.ClientTimeout(total=30, sock_connect=5)
_ATTEMPTS: Final = 5
_LONGEST_PAUSE: Final = 5.0
_TRY_AGAIN: Final = (429, 503)


class AssistantError(Exception):
    """The assistant cannot be reached, or does not answer as its API says."""


class AssistantClient:
    """A client of the chat API that keeps at most ``concurrency`` messages in flight."""

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
        return await in_order(self.ask(question) for question in questions)

    async def ask(self, question: Question) -> Outcome:
        """The outcome of one question.

        Raises:
            AssistantError: when it gets no usable reply.
        """
        reply, seconds = await self.say(question.text)
        try:
            return read_outcome(question, reply, seconds)
        except ReplyError as error:
            raise self._failed(error) from error

    async def say(self, text: str, conversation: str | None = None) -> tuple[Any, float]:
        """The reply to a message, in a new conversation unless one is named, and how long it took.

        Raises:
            AssistantError: when there is no usable reply.
        """
        async with self._turns:
            try:
                return await self._say(
                    {"text": text} | ({"conversation": conversation} if conversation else {})
                )
            except (aiohttp.ClientError, TimeoutError, ReplyError) as error:
                raise self._failed(error) from error

    async def _say(self, fields: dict[str, str]) -> tuple[Any, float]:
        # The same id each time: a message that was handled after all is not handled twice.
        fields = {**fields, "id": str(uuid.uuid4())}
        attempt = 1
        while True:
            started = time.perf_counter()
            async with self._session.post(self._url, json=fields) as response:
                if response.status not in _TRY_AGAIN or attempt == _ATTEMPTS:
                    return await _read(response), time.perf_counter() - started
                pause = _pause(response)
            await asyncio.sleep(pause)
            attempt += 1

    def _failed(self, error: Exception) -> AssistantError:
        return AssistantError(f"{self._url}: {error or type(error).__name__}")


async def in_order(coroutines: Iterable[Coroutine[Any, Any, Result]]) -> list[Result]:
    """The results of coroutines that run side by side; when one fails, the others are cancelled."""
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    try:
        return await asyncio.gather(*tasks)
    finally:
        await _cancel(tasks)


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


async def _cancel(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

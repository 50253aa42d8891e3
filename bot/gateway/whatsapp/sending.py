"""Sends what is in the outbox: nothing lost, nothing twice, in order within a conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

import structlog
from sqlalchemy import Connection

from bot.gateway.whatsapp.counters import Counters
from bot.gateway.whatsapp.errors import AccountBlocked, GraphError, Retry, TokenRefused, Unreachable
from bot.gateway.whatsapp.outbox import (
    WaitingReply,
    mark_accepted,
    mark_failed,
    mark_sending,
    next_reply,
    postpone,
)
from bot.gateway.whatsapp.pace import Pace, back_off
from bot.gateway.whatsapp.reported_failure import Reported
from bot.gateway.whatsapp.statuses import apply_early
from bot.gateway.whatsapp.users import read_user
from bot.storage.database import Database

_log = structlog.get_logger(__name__)

WINDOW: Final = timedelta(hours=24)
AFTER_A_REFUSAL: Final = timedelta(minutes=1)
_LONGEST_WITHOUT_CONNECTION: Final = 30.0


class Graph(Protocol):
    """What is asked of Meta's API."""

    async def send(self, payload: Mapping[str, Any]) -> str:
        """Send one message; Meta's id of it."""

    async def mark_read(self, wamid: str, *, typing: bool = True) -> None:
        """Mark a user's message as read."""


@dataclass(frozen=True)
class _Due:
    reply: WaitingReply
    deadline: datetime


class Sending:
    """Takes one step for a conversation at a time; ``lanes.py`` calls it."""

    def __init__(
        self,
        *,
        database: Database,
        graph: Graph,
        pace: Pace,
        counters: Counters,
        now: Callable[[], datetime],
        unclear_wait: timedelta,
    ) -> None:
        self._database = database
        self._graph = graph
        self._pace = pace
        self._counters = counters
        self._now = now
        self._unclear_wait = unclear_wait
        self._paused_until: datetime | None = None

    async def step(self, conversation: str) -> float | None:
        """Send what is next; seconds until the next step, None when there is nothing left to send."""
        due = await self._database.run(_due, conversation)
        if due is None:
            return None
        if self._now() >= due.deadline:
            await self._give_up(due.reply, "WindowClosed")
            return 0
        wait = self._wait(due.reply)
        return wait if wait > 0 else await self._send(due)

    def _wait(self, reply: WaitingReply) -> float:
        moments = [self._paused_until, reply.next_at]
        if reply.is_unclear and reply.marked_at:
            # Its status tells whether Meta has it; none within this time says that it has not.
            moments.append(reply.marked_at + self._unclear_wait)
        waits = [(moment - self._now()).total_seconds() for moment in moments if moment]
        longest = max(waits, default=0.0)
        return longest if longest > 0 else self._pace.take(reply.conversation)

    async def _send(self, due: _Due) -> float | None:
        reply = due.reply
        if not await self._database.run(mark_sending, reply.id, now=self._now()):
            return 0
        try:
            wamid = await self._graph.send(reply.payload | {"biz_opaque_callback_data": reply.opaque})
        except GraphError as error:
            return await self._failed(due, error)
        self._paused_until = None
        self._counters.accepted.inc()
        for reported in await self._database.run(_accepted, reply.id, wamid, now=self._now()):
            tell(reported, self._counters)
        _log.info("whatsapp.reply.accepted", reply=reply.id, attempts=reply.attempts + 1)
        return 0

    async def _failed(self, due: _Due, error: GraphError) -> float:
        kind = type(error).__name__
        self._counters.count_error(kind)
        _log.warning("whatsapp.send.failed", reply=due.reply.id, error=kind, code=error.code)
        match error:
            case Retry():
                return await self._later(due, error.after or back_off(due.reply.attempts + 1))
            case Unreachable(sent=False):
                pause = min(back_off(due.reply.attempts + 1), _LONGEST_WITHOUT_CONNECTION)
                return await self._later(due, pause)
            case Unreachable():
                return self._unclear_wait.total_seconds()
            case TokenRefused() | AccountBlocked():
                return await self._stop_all(due, error)
        await self._give_up(due.reply, f"{kind} {error.code}" if error.code else kind)
        return 0

    async def _later(self, due: _Due, seconds: float) -> float:
        until = self._now() + timedelta(seconds=seconds)
        await self._database.run(postpone, due.reply.id, until=min(until, due.deadline))
        return 0

    async def _stop_all(self, due: _Due, error: GraphError) -> float:
        """Nobody's messages go out until a person sees to it; one is tried every minute."""
        _log.error("whatsapp.sending.refused", error=type(error).__name__, code=error.code)
        self._paused_until = self._now() + AFTER_A_REFUSAL
        return await self._later(due, AFTER_A_REFUSAL.total_seconds())

    async def _give_up(self, reply: WaitingReply, reason: str) -> None:
        if await self._database.run(mark_failed, reply.id, reason):
            tell(Reported(reply.conversation, reason), self._counters)


def tell(reported: Reported, counters: Counters) -> None:
    """Let staff know of a reply that did not arrive."""
    if reported.goes_out_again:
        counters.count_error(Retry.__name__)
        _log.warning("whatsapp.reply.returned", conversation=reported.conversation)
    if reported.failed_reason:
        counters.count_failed(reported.failed_reason)
        _log.error("whatsapp.reply.failed", conversation=reported.conversation, reason=reported.failed_reason)


def _due(connection: Connection, conversation: str) -> _Due | None:
    reply = next_reply(connection, conversation)
    if reply is None:
        return None
    user = read_user(connection, conversation)
    is_free_form = reply.payload.get("type") != "template"
    opened = user.last_message_at if user and is_free_form else reply.created_at
    return _Due(reply, opened + WINDOW)


def _accepted(connection: Connection, reply: int, wamid: str, *, now: datetime) -> list[Reported]:
    mark_accepted(connection, reply, wamid)
    return apply_early(connection, wamid, now=now)

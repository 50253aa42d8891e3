"""What Meta reports about our messages goes to their rows, whenever and in whatever order it comes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, or_, select, update

from bot.gateway.whatsapp.digest import digest
from bot.gateway.whatsapp.events import StatusReported
from bot.gateway.whatsapp.graph_errors import error_of_report
from bot.gateway.whatsapp.inbox import EventState, insert_once
from bot.gateway.whatsapp.outbox import ReplyState, advance
from bot.gateway.whatsapp.status import Status
from bot.gateway.whatsapp.tables import WHATSAPP_EVENTS, WHATSAPP_REPLIES

_STATES: Final = {
    Status.SENT: ReplyState.SENT,
    Status.FAILED: ReplyState.FAILED,
    Status.DELIVERED: ReplyState.DELIVERED,
    Status.READ: ReplyState.READ,
    Status.PLAYED: ReplyState.READ,
}


@dataclass(frozen=True)
class Reported:
    """What a report changed: the reply's conversation, and why it failed if it did."""

    conversation: str
    failed_reason: str | None


def apply_statuses(
    connection: Connection, reports: Sequence[StatusReported], *, now: datetime
) -> list[Reported]:
    """Take replies as far as the reports say; a report that comes before its reply is known waits."""
    applied = [_apply(connection, report, now) for report in reports]
    return [reported for reported in applied if reported]


def apply_early(connection: Connection, wamid: str) -> list[Reported]:
    """Apply what was reported of a message before we knew that Meta had accepted it."""
    keys = {digest(_report(status, wamid).key): status for status in Status}
    table = WHATSAPP_EVENTS.c
    early = table.key.in_(keys) & (table.state == EventState.EARLY)
    rows = connection.execute(select(WHATSAPP_EVENTS).where(early)).all()
    connection.execute(update(WHATSAPP_EVENTS).where(early).values(state=EventState.DONE, payload=None))
    reply = _reply(connection, None, wamid)
    if reply is None:
        return []
    applied = [_advance(connection, reply, keys[row.key], wamid, json.loads(row.payload)) for row in rows]
    return [reported for reported in applied if reported]


def _apply(connection: Connection, report: StatusReported, now: datetime) -> Reported | None:
    reason = _reason(report)
    reply = _reply(connection, report.opaque, report.message)
    if reply is None:
        insert_once(connection, report, state=EventState.EARLY, payload=json.dumps(reason), now=now)
        return None
    return _advance(connection, reply, report.status, report.message, reason)


def _advance(
    connection: Connection, reply: Row[Any], status: Status, wamid: str, reason: str | None
) -> Reported | None:
    if not advance(connection, reply.id, _STATES[status], wamid=wamid, reason=reason):
        return None
    return Reported(reply.conversation, reason if status is Status.FAILED else None)


def _reason(report: StatusReported) -> str | None:
    if report.status is not Status.FAILED:
        return None
    if not report.errors:
        return "unknown"
    error = report.errors[0]
    return f"{type(error_of_report(error)).__name__} {error.code}"


def _reply(connection: Connection, opaque: str | None, wamid: str) -> Row[Any] | None:
    table = WHATSAPP_REPLIES.c
    is_it = table.wamid == digest(wamid)
    matches = or_(is_it, table.opaque == opaque) if opaque else is_it
    return connection.execute(select(WHATSAPP_REPLIES).where(matches).limit(1)).one_or_none()


def _report(status: Status, wamid: str) -> StatusReported:
    return StatusReported(id=wamid, at=datetime.min.replace(tzinfo=UTC), message=wamid, status=status)

"""What Meta reports about our messages goes to their rows, whenever and in whatever order it comes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, String, bindparam, or_, select, update

from bot.gateway.whatsapp.digest import digest
from bot.gateway.whatsapp.events import StatusReported
from bot.gateway.whatsapp.inbox import EventState, insert_once, is_kept_already
from bot.gateway.whatsapp.outbox import advance
from bot.gateway.whatsapp.reply_state import ReplyState
from bot.gateway.whatsapp.reported_failure import Reported, fail
from bot.gateway.whatsapp.status import Status
from bot.gateway.whatsapp.tables import WHATSAPP_EVENTS, WHATSAPP_REPLIES

_STATES: Final = {
    Status.SENT: ReplyState.SENT,
    Status.DELIVERED: ReplyState.DELIVERED,
    Status.READ: ReplyState.READ,
    Status.PLAYED: ReplyState.READ,
}


@dataclass(frozen=True)
class _Report:
    """A report that is to be applied; ``code`` is Meta's of the error, if it has one."""

    status: Status
    wamid: str
    code: int | None
    now: datetime


def apply_statuses(
    connection: Connection, reports: Sequence[StatusReported], *, now: datetime
) -> list[Reported]:
    """Take replies as far as the reports say; a report that comes before its reply is known waits."""
    applied = [_take(connection, report, now) for report in reports]
    return [reported for reported in applied if reported]


def apply_early(connection: Connection, wamid: str, *, now: datetime) -> list[Reported]:
    """Apply what was reported of a message before we knew that Meta had accepted it."""
    keys = {digest(_event(status, wamid).key): status for status in Status}
    rows = connection.execute(_EARLY, {"e_keys": list(keys)}).all()
    if not rows:
        return []
    rows = sorted(rows, key=lambda row: keys[row.key])
    connection.execute(_NOT_EARLY, {"e_keys": list(keys)})
    reports = [_Report(keys[row.key], wamid, json.loads(row.payload), now) for row in rows]
    # Each changes the row, so the next one reads it anew.
    applied = [_apply(connection, _reply(connection, None, wamid), report) for report in reports]
    return [reported for reported in applied if reported]


def _take(connection: Connection, event: StatusReported, now: datetime) -> Reported | None:
    code = event.errors[0].code if event.errors else None
    reply = _reply(connection, event.opaque, event.message)
    if reply is None:
        insert_once(connection, event, state=EventState.EARLY, payload=json.dumps(code), now=now)
        return None
    if event.status is Status.FAILED and not _is_news(connection, event, now):
        return None
    return _apply(connection, reply, _Report(event.status, event.message, code, now))


def _is_news(connection: Connection, event: StatusReported, now: datetime) -> bool:
    """Keep that a message failed: told again, it must not stop the try that came after."""
    return insert_once(connection, event, state=EventState.DONE, payload=None, now=now) is not None


def _apply(connection: Connection, reply: Row[Any] | None, report: _Report) -> Reported | None:
    if reply is None:
        return None
    if report.status is Status.FAILED:
        return fail(connection, reply, wamid=report.wamid, code=report.code, now=report.now)
    if report.status is Status.SENT and is_kept_already(connection, _event(Status.FAILED, report.wamid)):
        return None  # it comes late: what was sent has failed since
    if not advance(connection, reply.id, _STATES[report.status], wamid=report.wamid):
        return None
    return Reported(reply.conversation)


def _reply(connection: Connection, opaque: str | None, wamid: str) -> Row[Any] | None:
    known = {"r_wamid": digest(wamid), "r_opaque": opaque}
    return connection.execute(_REPLY, known).one_or_none()


def _event(status: Status, wamid: str) -> StatusReported:
    return StatusReported(id=wamid, at=datetime.min.replace(tzinfo=UTC), message=wamid, status=status)


# Built once: to build a statement takes longer than to execute it.
_IS_EARLY: Final = WHATSAPP_EVENTS.c.key.in_(bindparam("e_keys", expanding=True)) & (
    WHATSAPP_EVENTS.c.state == EventState.EARLY
)
_EARLY: Final = select(WHATSAPP_EVENTS).where(_IS_EARLY)
_NOT_EARLY: Final = update(WHATSAPP_EVENTS).where(_IS_EARLY).values(state=EventState.DONE, payload=None)
# No row has an opaque id of NULL, so a report without one is known by its wamid alone.
_REPLY: Final = (
    select(WHATSAPP_REPLIES)
    .where(
        or_(
            WHATSAPP_REPLIES.c.wamid == bindparam("r_wamid"),
            WHATSAPP_REPLIES.c.opaque == bindparam("r_opaque", type_=String),
        )
    )
    .limit(1)
)

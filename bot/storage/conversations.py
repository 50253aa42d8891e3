"""Conversations as rows: opened by their first message, changed by each reply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final

from sqlalchemy import Boolean, Connection, Row, String, and_, bindparam, case, func, or_, update
from sqlalchemy.sql.dml import ReturningInsert

from bot.storage.tables import CONVERSATIONS, UtcDateTime
from bot.storage.upsert import insert_for
from knowledge.language import Language


class Status(StrEnum):
    """Who answers a conversation."""

    BOT = "bot"
    STAFF = "staff"
    CLOSED = "closed"


@dataclass(frozen=True)
class Conversation:
    """What is known of a conversation when a message arrives."""

    id: str
    language: Language | None
    locale: str | None
    status: Status
    noticed: bool
    emergency: str | None = None
    emergency_at: datetime | None = None
    is_new: bool = False


@dataclass(frozen=True, kw_only=True)
class ReplyChange:
    """What a reply changes in its conversation; None and False leave a field as it is."""

    language: Language | None = None
    needs_staff: bool = False
    noticed: bool = False
    emergency: str | None = None
    all_clear: bool = False


def open_conversation(
    connection: Connection, conversation: str, *, channel: str, locale: str | None, now: datetime
) -> Conversation:
    """Read a conversation, starting it when it is unknown and again when it was closed."""
    statement = _open_statement(connection.dialect.name)
    values = {"c_id": conversation, "c_channel": channel, "c_locale": locale, "c_now": now}
    return _conversation(connection.execute(statement, values).one())


def change_after_reply(
    connection: Connection, conversation: str, change: ReplyChange, *, now: datetime
) -> Status | None:
    """Record what a reply changed, and say who answers now; None when it has been erased."""
    values: dict[str, Any] = {
        "c_id": conversation,
        "c_language": change.language,
        "c_needs_staff": change.needs_staff,
        "c_noticed": change.noticed,
        "c_emergency": change.emergency,
        "c_all_clear": change.all_clear,
        "c_now": now,
    }
    status = connection.execute(_CHANGE, values).scalar_one_or_none()
    return Status(status) if status else None


def _conversation(row: Row[Any]) -> Conversation:
    language = Language(row.language) if row.language else None
    return Conversation(
        id=row.id,
        language=language,
        locale=row.locale,
        status=Status(row.status),
        noticed=row.noticed,
        emergency=row.emergency,
        emergency_at=row.emergency_at,
        is_new=row.created_at == row.updated_at,  # each later message updates it
    )


@cache
def _open_statement(dialect: str) -> ReturningInsert[Any]:
    table = CONVERSATIONS
    statement = insert_for(dialect, table).values(
        id=bindparam("c_id"),
        channel=bindparam("c_channel"),
        locale=bindparam("c_locale"),
        status=Status.BOT,
        created_at=bindparam("c_now"),
        updated_at=bindparam("c_now"),
    )
    fresh = statement.excluded
    changes = {
        "updated_at": fresh.updated_at,
        "locale": func.coalesce(fresh.locale, table.c.locale),
        "status": case((table.c.status == Status.CLOSED, Status.BOT), else_=table.c.status),
    }
    return statement.on_conflict_do_update(index_elements=["id"], set_=changes).returning(*table.c)


# A reply that came after staff took over is not shown, and neither is its notice.
_NOTICE_SHOWN: Final = and_(bindparam("c_noticed", type_=Boolean), CONVERSATIONS.c.status != Status.STAFF)

_EMERGENCY: Final = bindparam("c_emergency", type_=String)
_ALL_CLEAR: Final = bindparam("c_all_clear", type_=Boolean)

_CHANGE: Final = (
    update(CONVERSATIONS)
    .where(CONVERSATIONS.c.id == bindparam("c_id"))
    .values(
        language=func.coalesce(bindparam("c_language"), CONVERSATIONS.c.language),
        needs_staff=or_(CONVERSATIONS.c.needs_staff, bindparam("c_needs_staff", type_=Boolean)),
        noticed=or_(CONVERSATIONS.c.noticed, _NOTICE_SHOWN),
        emergency=case((_ALL_CLEAR, None), else_=func.coalesce(_EMERGENCY, CONVERSATIONS.c.emergency)),
        emergency_at=case(
            (_ALL_CLEAR, None),
            (_EMERGENCY.is_not(None), bindparam("c_now", type_=UtcDateTime)),
            else_=CONVERSATIONS.c.emergency_at,
        ),
        updated_at=bindparam("c_now"),
    )
    .returning(CONVERSATIONS.c.status)
)

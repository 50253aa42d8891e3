"""The outbox: replies in their order, each marked before it is sent and forgotten once it has arrived."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    Update,
    bindparam,
    case,
    insert,
    or_,
    select,
    update,
)

from bot.gateway.whatsapp.digest import digest
from bot.gateway.whatsapp.reply_state import ORDER, TO_SEND, UNDER_WAY, ReplyState
from bot.gateway.whatsapp.tables import WHATSAPP_REPLIES
from bot.storage.upsert import insert_for

_REPLIES = WHATSAPP_REPLIES.c
Payload = dict[str, Any]


@dataclass(frozen=True)
class WaitingReply:
    """A reply that Meta has not accepted yet, as far as we know."""

    id: int
    opaque: str
    conversation: str
    payload: Payload
    is_unclear: bool
    """Whether it was marked as being sent before, so that Meta may have it."""
    attempts: int
    created_at: datetime
    next_at: datetime | None
    marked_at: datetime | None


def add_replies(
    connection: Connection,
    conversation: str,
    payloads: Sequence[Payload],
    *,
    now: datetime,
    event: int | None = None,
    choices: Mapping[str, str] | None = None,
) -> None:
    """Put the messages of one turn behind what is there."""
    shown = json.dumps(dict(choices)) if choices else None
    for number, payload in enumerate(payloads):
        values = {"opaque": str(uuid4()), "conversation": conversation, "event": event, "number": number}
        state = {"payload": json.dumps(payload), "state": ReplyState.WAITING, "created_at": now}
        connection.execute(_ADD, values | state | {"choices": shown})


def add_reminder(
    connection: Connection, conversation: str, payload: Payload, *, opaque: str, now: datetime
) -> bool:
    """Put a message that answers nothing behind what is there, once for each opaque id."""
    values = {"opaque": opaque, "conversation": conversation, "number": 0}
    state = {"payload": json.dumps(payload), "state": ReplyState.WAITING, "created_at": now}
    statement = insert_for(connection.dialect.name, WHATSAPP_REPLIES).values(values | state)
    return connection.execute(statement.on_conflict_do_nothing(index_elements=["opaque"])).rowcount > 0


def unsent_conversations(connection: Connection) -> list[str]:
    """All conversations with something to send."""
    statement = select(_REPLIES.conversation).where(_REPLIES.state.in_(TO_SEND)).distinct()
    return list(connection.execute(statement).scalars())


def next_reply(connection: Connection, conversation: str) -> WaitingReply | None:
    """What is to be sent next in a conversation."""
    row = connection.execute(_NEXT, {"r_conversation": conversation}).one_or_none()
    if row is None:
        return None
    return WaitingReply(
        id=row.id,
        opaque=row.opaque,
        conversation=conversation,
        payload=json.loads(row.payload),
        is_unclear=row.state == ReplyState.SENDING,
        attempts=row.attempts,
        created_at=row.created_at,
        next_at=row.next_at,
        marked_at=row.marked_at,
    )


def mark_sending(connection: Connection, reply: int, *, now: datetime) -> bool:
    """Note that a reply is about to be sent; False when there is nothing to send any more."""
    return connection.execute(_MARK_SENDING, {"r_id": reply, "r_now": now}).rowcount > 0


def mark_accepted(connection: Connection, reply: int, wamid: str) -> None:
    """Note that Meta has a reply, unless it was said meanwhile that just this try has failed."""
    connection.execute(_MARK_ACCEPTED, {"r_id": reply, "r_wamid": digest(wamid)})


def postpone(connection: Connection, reply: int, *, until: datetime) -> None:
    """Let a reply that Meta surely does not have wait."""
    _change(connection, _is_to_send(reply), {"state": ReplyState.WAITING, "next_at": until})


def mark_failed(connection: Connection, reply: int, reason: str) -> bool:
    """Give a reply up; staff see the reason. False when Meta has it after all."""
    values = {"state": ReplyState.FAILED, "failed_reason": reason[:64], "payload": None}
    return _change(connection, _is_to_send(reply), values)


def send_again(connection: Connection, reply: int, *, wamid: str, until: datetime) -> bool:
    """Let a reply wait which Meta had and could not send on; False when it is not under way any more."""
    under_way = (_REPLIES.id == reply) & _REPLIES.state.in_((ReplyState.SENDING, *UNDER_WAY))
    values = {"state": ReplyState.WAITING, "wamid": digest(wamid), "next_at": until}
    return _change(connection, under_way, values)


def advance(
    connection: Connection, reply: int, state: ReplyState, *, wamid: str, reason: str | None = None
) -> bool:
    """Take a reply further, whose content goes unless it may have to be sent again.

    Returns:
        False when it has come as far already.
    """
    values = {"r_id": reply, "r_wamid": digest(wamid), "r_reason": reason}
    return connection.execute(_ADVANCE[state], values).rowcount > 0


def forget_contents(connection: Connection, *, accepted_before: datetime) -> int:
    """Erase the content of replies that Meta has and that nobody will send again; how many."""
    stale = _REPLIES.state.in_(UNDER_WAY) & (_REPLIES.created_at < accepted_before)
    statement = update(WHATSAPP_REPLIES).where(stale, _REPLIES.payload.is_not(None))
    return connection.execute(statement.values(payload=None)).rowcount


def chosen_text(connection: Connection, conversation: str, choice: str) -> str | None:
    """The text of a button whose id is only a digest of it."""
    shown = (_REPLIES.conversation == conversation) & _REPLIES.choices.is_not(None)
    statement = select(_REPLIES.choices).where(shown).order_by(_REPLIES.id.desc())
    for choices in connection.execute(statement).scalars():
        text = json.loads(choices).get(choice)
        if text:
            return str(text)
    return None


def _is_to_send(reply: int) -> ColumnElement[bool]:
    return (_REPLIES.id == reply) & _REPLIES.state.in_(TO_SEND)


def _change(connection: Connection, condition: ColumnElement[bool], values: Mapping[str, Any]) -> bool:
    statement = update(WHATSAPP_REPLIES).where(condition).values(dict(values))
    return connection.execute(statement).rowcount > 0


def _advance_to(state: ReplyState) -> Update:
    behind = _REPLIES.state.in_(ORDER[: ORDER.index(state)])
    reason = bindparam("r_reason", type_=String)
    values = {"state": state, "wamid": bindparam("r_wamid"), "failed_reason": reason}
    statement = update(WHATSAPP_REPLIES).where(_REPLIES.id == bindparam("r_id"), behind)
    return statement.values(values if state in UNDER_WAY else {**values, "payload": None})


# Built once: to build a statement takes longer than to execute it.
_ADD: Final = insert(WHATSAPP_REPLIES)
_NEXT: Final = (
    select(WHATSAPP_REPLIES)
    .where(_REPLIES.conversation == bindparam("r_conversation"), _REPLIES.state.in_(TO_SEND))
    .order_by(_REPLIES.id)
    .limit(1)
)
_MARK_SENDING: Final = (
    update(WHATSAPP_REPLIES)
    .where(_REPLIES.id == bindparam("r_id"), _REPLIES.state.in_(TO_SEND))
    .values(state=ReplyState.SENDING, marked_at=bindparam("r_now"), attempts=_REPLIES.attempts + 1)
)
_HAS_NOT_FAILED: Final = or_(_REPLIES.wamid.is_(None), _REPLIES.wamid != bindparam("r_wamid"))
_MARK_ACCEPTED: Final = (
    update(WHATSAPP_REPLIES)
    .where(_REPLIES.id == bindparam("r_id"))
    .values(
        wamid=bindparam("r_wamid"),
        state=case(
            (_REPLIES.state.in_(TO_SEND) & _HAS_NOT_FAILED, ReplyState.ACCEPTED), else_=_REPLIES.state
        ),
    )
)
_ADVANCE: Final = {state: _advance_to(state) for state in ORDER}

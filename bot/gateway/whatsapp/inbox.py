"""The inbox: every event is kept before Meta hears 200, once, until it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, bindparam, or_, select, update
from sqlalchemy.sql.dml import ReturningInsert

from bot.gateway.whatsapp.digest import digest
from bot.gateway.whatsapp.events import (
    ChoiceReceived,
    Event,
    MediaReceived,
    MessageDeleted,
    NumberChanged,
    TextReceived,
    UserEvent,
)
from bot.gateway.whatsapp.stored_event import from_json, is_kept, to_json
from bot.gateway.whatsapp.tables import WHATSAPP_EVENTS
from bot.gateway.whatsapp.users import follow, home_of
from bot.storage.upsert import insert_for
from bot.storage.write_lock import take_write_lock

_EVENTS = WHATSAPP_EVENTS.c
_ANSWERED: Final = [kind.__name__ for kind in (TextReceived, ChoiceReceived, MediaReceived)]


class EventState(StrEnum):
    """What became of an event; an early one is a status of a message that we do not know yet."""

    RECEIVED = "received"
    DONE = "done"
    FAILED = "failed"
    EARLY = "early"


@dataclass(frozen=True)
class WaitingEvent:
    """An event that is not done; ``id`` is its row."""

    id: int
    conversation: str
    event: UserEvent
    received_at: datetime
    attempts: int


def keep(connection: Connection, events: Sequence[UserEvent], *, now: datetime) -> set[str]:
    """Keep the events that are new.

    Returns:
        the conversations that have something to do now.
    """
    take_write_lock(connection)  # whoever writes first is made known once
    kept = [_keep(connection, event, now) for event in events if is_kept(event)]
    return {conversation for conversation in kept if conversation}


def insert_once(
    connection: Connection, event: Event, *, state: EventState, payload: str | None, now: datetime
) -> int | None:
    """The new row of an event; None when it was there already."""
    values = {
        "e_key": digest(event.key),
        "e_kind": type(event).__name__,
        "e_at": event.at,
        "e_now": now,
        "e_state": state,
        "e_payload": payload,
    }
    return connection.execute(_insert_statement(connection.dialect.name), values).scalar_one_or_none()


def is_kept_already(connection: Connection, event: Event) -> bool:
    """Whether an event with this key was kept before."""
    return connection.execute(_BY_KEY, {"e_key": digest(event.key)}).first() is not None


def waiting_conversations(connection: Connection) -> list[str]:
    """All conversations with events that are not done."""
    statement = select(_EVENTS.conversation).where(_EVENTS.state == EventState.RECEIVED).distinct()
    return [conversation for conversation in connection.execute(statement).scalars() if conversation]


def next_event(connection: Connection, conversation: str) -> WaitingEvent | None:
    """The oldest event of a conversation that is not done, by Meta's time of it."""
    row = connection.execute(_NEXT, {"e_conversation": conversation}).first()
    return _waiting(row) if row else None


def waiting_events(connection: Connection, conversation: str, *, after: int = 0) -> list[WaitingEvent]:
    """The events of a conversation that are not done, oldest first; those kept ``after`` a row alone."""
    rows = connection.execute(_WAITING.where(_EVENTS.id > after), {"e_conversation": conversation})
    return [_waiting(row) for row in rows]


def finish(connection: Connection, event: int, *, state: EventState = EventState.DONE) -> bool:
    """Mark an event, whose content goes; False when it is not waiting any more."""
    return connection.execute(_FINISH, {"e_id": event, "e_state": state}).rowcount == 1


def count_attempt(connection: Connection, event: int) -> None:
    """Note that an event could not be answered although the engine was there."""
    statement = update(WHATSAPP_EVENTS).where(_EVENTS.id == event)
    connection.execute(statement.values(attempts=_EVENTS.attempts + 1))


def is_last(connection: Connection, original: str, *, but_for: int) -> bool:
    """Whether nothing that is answered came after a message in its conversation.

    ``original`` is the message's wamid, ``but_for`` the row of the event that asks.
    """
    known = select(WHATSAPP_EVENTS).where(_EVENTS.key == digest(f"message:{original}"))
    row = connection.execute(known).one_or_none()
    if row is None or row.conversation is None:
        return False
    later = or_(_EVENTS.at > row.at, and_(_EVENTS.at == row.at, _EVENTS.id > row.id))
    answered = and_(_EVENTS.conversation == row.conversation, _EVENTS.kind.in_(_ANSWERED))
    statement = select(_EVENTS.id).where(later, answered, _EVENTS.id != but_for).limit(1)
    return connection.execute(statement).first() is None


def move_home(connection: Connection, waiting: WaitingEvent) -> str:
    """Give an event whose conversation was erased meanwhile to the one that begins now."""
    take_write_lock(connection)
    conversation = home_of(connection, waiting.event.sender, at=waiting.event.at)
    _settle(connection, waiting.id, conversation)
    return conversation


def _never_answer(connection: Connection, deleted: MessageDeleted, now: datetime) -> None:
    """Drop a message that its sender deleted before it was answered, or before it came."""
    original = Event(id=deleted.original, at=deleted.at)
    if insert_once(connection, original, state=EventState.DONE, payload=None, now=now):
        return  # once it comes, it is one that was there already
    row = connection.execute(_BY_KEY, {"e_key": digest(original.key)}).scalar_one()
    finish(connection, row)


def _keep(connection: Connection, event: UserEvent, now: datetime) -> str | None:
    row = insert_once(connection, event, state=EventState.RECEIVED, payload=to_json(event), now=now)
    if row is None:
        return None
    if isinstance(event, MessageDeleted):
        _never_answer(connection, event, now)
    if isinstance(event, NumberChanged):
        conversation = follow(connection, event)
        finish(connection, row)
    else:
        conversation = home_of(connection, event.sender, at=min(event.at, now))
    _settle(connection, row, conversation)
    return conversation


def _settle(connection: Connection, row: int, conversation: str | None) -> None:
    connection.execute(_SETTLE, {"e_id": row, "e_conversation": conversation})


def _waiting(row: Row[Any]) -> WaitingEvent:
    return WaitingEvent(row.id, row.conversation, from_json(row.payload), row.received_at, row.attempts)


# Built once: to build a statement takes longer than to execute it.
_BY_KEY: Final = select(_EVENTS.id).where(_EVENTS.key == bindparam("e_key"))
_WAITING: Final = (
    select(WHATSAPP_EVENTS)
    .where(_EVENTS.conversation == bindparam("e_conversation"), _EVENTS.state == EventState.RECEIVED)
    .order_by(_EVENTS.at, _EVENTS.id)
)
_NEXT: Final = _WAITING.limit(1)
_FINISH: Final = (
    update(WHATSAPP_EVENTS)
    .where(_EVENTS.id == bindparam("e_id"), _EVENTS.state == EventState.RECEIVED)
    .values(state=bindparam("e_state"), payload=None)
)
_SETTLE: Final = (
    update(WHATSAPP_EVENTS)
    .where(_EVENTS.id == bindparam("e_id"))
    .values(conversation=bindparam("e_conversation"))
)


@cache
def _insert_statement(dialect: str) -> ReturningInsert[Any]:
    statement = insert_for(dialect, WHATSAPP_EVENTS).values(
        key=bindparam("e_key"),
        kind=bindparam("e_kind"),
        at=bindparam("e_at"),
        received_at=bindparam("e_now"),
        state=bindparam("e_state"),
        payload=bindparam("e_payload"),
    )
    return statement.on_conflict_do_nothing(index_elements=["key"]).returning(WHATSAPP_EVENTS.c.id)

"""Who is who: which conversation belongs to a BSUID or a phone number."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, false, insert, or_, select, update

from bot.gateway.whatsapp.events import NumberChanged
from bot.gateway.whatsapp.sender import Sender
from bot.gateway.whatsapp.tables import WHATSAPP_EVENTS, WHATSAPP_REPLIES, WHATSAPP_USERS

_USERS = WHATSAPP_USERS.c


@dataclass(frozen=True)
class User:
    """What is known of someone on WhatsApp."""

    conversation: str
    bsuid: str | None
    phone: str | None
    stopped: bool
    told_media: bool
    last_message_at: datetime


def home_of(connection: Connection, sender: Sender, *, at: datetime) -> str:
    """The conversation of a sender, who is made known, and whose window opens anew.

    The BSUID decides. A phone number does where only one of both is known; with another BSUID it
    is somebody else's by now.
    """
    row = _row_of(connection, sender)
    if row is None:
        return _make_known(connection, sender, at)
    known = {"bsuid": sender.user or row.bsuid, "phone": sender.phone or row.phone}
    if known["phone"] != row.phone:
        _take_over(connection, known["phone"], row.conversation)
    values = known | {"conversation": row.conversation, "last_message_at": max(at, row.last_message_at)}
    connection.execute(_KNOW, {f"u_{name}": value for name, value in values.items()})
    return str(row.conversation)


def follow(connection: Connection, change: NumberChanged) -> str | None:
    """Let a conversation follow its user to another number or BSUID; None for somebody unknown."""
    row = _row_of(connection, change.sender)
    if row is None:
        return None
    phone = change.new_phone or row.phone
    # Whoever changes the number has another BSUID, which their next message tells.
    bsuid = change.new_user or (row.bsuid if phone == row.phone else None)
    for other in _others(connection, row.conversation, phone=phone, bsuid=bsuid):
        _join_or_part(connection, other, change, row.conversation)
    _change(connection, row.conversation, bsuid=bsuid, phone=phone)
    return str(row.conversation)


def read_user(connection: Connection, conversation: str) -> User | None:
    """The user of a conversation; None when it has been erased."""
    row = connection.execute(_READ, {"u_conversation": conversation}).one_or_none()
    return User(*row) if row else None


def set_stopped(connection: Connection, conversation: str, *, stopped: bool) -> None:
    """Note that a user wants no more messages, or wants them again."""
    _change(connection, conversation, stopped=stopped)


def set_told_media(connection: Connection, conversation: str, *, told: bool) -> None:
    """Note whether the last thing a user heard was that only text can be read."""
    _change(connection, conversation, told_media=told)


def _row_of(connection: Connection, sender: Sender) -> Row[Any] | None:
    if sender.user and (row := connection.execute(_BY_BSUID, {"u_bsuid": sender.user}).one_or_none()):
        return row
    if not sender.phone:
        return None
    row = connection.execute(_BY_PHONE, {"u_phone": sender.phone}).one_or_none()
    return row if row and not (sender.user and row.bsuid) else None


def _make_known(connection: Connection, sender: Sender, at: datetime) -> str:
    conversation = f"whatsapp-{secrets.token_urlsafe(16)}"
    if sender.phone:  # whoever had it until now has another BSUID, so is somebody else
        _part(connection, _USERS.phone == sender.phone)
    values = {"bsuid": sender.user, "phone": sender.phone, "last_message_at": at}
    connection.execute(insert(WHATSAPP_USERS).values(conversation=conversation, **values))
    return conversation


def _take_over(connection: Connection, phone: str, conversation: str) -> None:
    """Whoever was known by this number alone is the same person; with another BSUID it is another one."""
    for other in _others(connection, conversation, phone=phone, bsuid=None):
        if other.bsuid is None:
            _join(connection, other, conversation)
        else:
            _part(connection, _USERS.conversation == other.conversation)


def _part(connection: Connection, those: ColumnElement[bool]) -> None:
    connection.execute(update(WHATSAPP_USERS).where(those).values(phone=None))


def _others(
    connection: Connection, conversation: str, *, phone: str | None, bsuid: str | None
) -> list[Row[Any]]:
    named = or_(_USERS.phone == phone if phone else false(), _USERS.bsuid == bsuid if bsuid else false())
    statement = select(WHATSAPP_USERS).where(named, _USERS.conversation != conversation)
    return list(connection.execute(statement))


def _join_or_part(connection: Connection, other: Row[Any], change: NumberChanged, conversation: str) -> None:
    """Whoever wrote from the new number since the change is the same person; before it, another one."""
    is_same = other.last_message_at >= change.at or (change.new_user and other.bsuid == change.new_user)
    if is_same:
        _join(connection, other, conversation)
    else:
        _part(connection, _USERS.conversation == other.conversation)


def _join(connection: Connection, other: Row[Any], conversation: str) -> None:
    """Give a conversation what belongs to another one of the same person, who may have said STOP there."""
    for table in (WHATSAPP_EVENTS, WHATSAPP_REPLIES):
        moved = update(table).where(table.c.conversation == other.conversation)
        connection.execute(moved.values(conversation=conversation))
    connection.execute(delete(WHATSAPP_USERS).where(_USERS.conversation == other.conversation))
    if other.stopped:
        set_stopped(connection, conversation, stopped=True)


def _change(connection: Connection, conversation: str, **values: Any) -> None:
    statement = update(WHATSAPP_USERS).where(_USERS.conversation == conversation)
    connection.execute(statement.values(**values))


# Built once: to build a statement takes longer than to execute it.
_BY_BSUID: Final = select(WHATSAPP_USERS).where(_USERS.bsuid == bindparam("u_bsuid"))
_BY_PHONE: Final = select(WHATSAPP_USERS).where(_USERS.phone == bindparam("u_phone"))
_READ: Final = select(*(_USERS[entry.name] for entry in fields(User))).where(
    _USERS.conversation == bindparam("u_conversation")
)
_KNOW: Final = (
    update(WHATSAPP_USERS)
    .where(_USERS.conversation == bindparam("u_conversation"))
    .values(
        bsuid=bindparam("u_bsuid"),
        phone=bindparam("u_phone"),
        last_message_at=bindparam("u_last_message_at"),
    )
)

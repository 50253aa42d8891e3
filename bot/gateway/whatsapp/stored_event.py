"""Events of users as JSON, to wait in the database until they are answered."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from bot.gateway.whatsapp.events import (
    ChoiceReceived,
    MediaKind,
    MediaReceived,
    MessageDeleted,
    MessageEdited,
    NumberChanged,
    TextReceived,
    UnsupportedReceived,
    UserEvent,
)
from bot.gateway.whatsapp.sender import Sender

_KINDS: Final[dict[str, type[UserEvent]]] = {
    kind.__name__: kind
    for kind in (
        ChoiceReceived,
        MediaReceived,
        MessageDeleted,
        MessageEdited,
        NumberChanged,
        TextReceived,
        UnsupportedReceived,
    )
}
# What has a type of its own, or is not kept: the name is nobody's business here.
_APART: Final = frozenset({"sender", "at", "kind"})


def is_kept(event: UserEvent) -> bool:
    """Whether there is anything to do about an event."""
    return type(event).__name__ in _KINDS


def to_json(event: UserEvent) -> str:
    """The event without its sender's name."""
    plain = {entry.name: getattr(event, entry.name) for entry in fields(event) if entry.name not in _APART}
    kept = {
        "event": type(event).__name__,
        "at": event.at.isoformat(),
        "user": event.sender.user,
        "phone": event.sender.phone,
    }
    if isinstance(event, MediaReceived):
        kept["media"] = event.kind.value
    return json.dumps(kept | plain)


def from_json(stored: str) -> UserEvent:
    """The event that ``to_json`` wrote."""
    values: dict[str, Any] = json.loads(stored)
    kind = _KINDS[values.pop("event")]
    values["at"] = datetime.fromisoformat(values["at"])
    values["sender"] = Sender(values.pop("user"), values.pop("phone"))
    if "media" in values:
        values["kind"] = MediaKind(values.pop("media"))
    return kind(**values)

"""What is known of an appointment while it is being talked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Self
from uuid import uuid4

from bot.booking.when import Choice, Part


class Task(StrEnum):
    """What is to be done about an appointment."""

    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    LOOK_UP = "look_up"


class Asked(StrEnum):
    """What the last reply asked for."""

    SERVICE = "service"
    WHEN = "when"
    PERSON = "person"
    NAME = "name"
    CONTACT = "contact"
    CONFIRM = "confirm"
    ACCESS = "access"
    WHICH = "which"
    CHANGE = "change"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An appointment in the making, or what is to be changed about one that was made.

    ``id`` makes a confirmation that is delivered twice one. ``offered`` are the days and times that
    were offered last. ``reference`` is set only once the visitor may see that appointment;
    ``typed`` is a reference whose phone or e-mail is still missing. ``misses`` counts the messages
    in a row that nothing was understood of. ``topic`` is what the last question was about.
    """

    id: str
    task: Task = Task.BOOK
    asked: Asked | None = None
    service: str | None = None
    date: dt.date | None = None
    time: dt.time | None = None
    part: Part | None = None
    offered: tuple[Choice, ...] = ()
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    note: str | None = None
    reference: str | None = None
    typed: str | None = None
    misses: int = 0
    topic: str | None = None

    @classmethod
    def begin(cls, task: Task) -> Self:
        """A draft of which nothing is known yet."""
        return cls(id=str(uuid4()), task=task)

    def with_(self, **changes: Any) -> Self:
        """This draft with other values."""
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """What ``from_json`` reads; values that are not set are left out."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values["offered"] = [_choice_json(choice) for choice in self.offered]
        written = {name: _plain(value) for name, value in values.items()}
        return {name: value for name, value in written.items() if value not in (None, [], 0)}

    @classmethod
    def from_json(cls, stored: object) -> Self | None:
        """The draft that a slot holds; None for what no draft of ours was written as."""
        if not isinstance(stored, Mapping) or not isinstance(stored.get("id"), str):
            return None
        names = {field.name for field in fields(cls)}
        if not stored.keys() <= names:
            return None
        try:
            return cls(**{name: _READERS.get(name, _text)(value) for name, value in stored.items()})
        except (KeyError, TypeError, ValueError):
            return None


def _plain(value: Any) -> Any:
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _choice_json(choice: Choice) -> dict[str, Any]:
    values = {"date": choice.date, "time": choice.time, "part": choice.part}
    return {name: _plain(value) for name, value in values.items() if value is not None}


def _choices(value: Any) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            date=dt.date.fromisoformat(one["date"]) if "date" in one else None,
            time=dt.time.fromisoformat(one["time"]) if "time" in one else None,
            part=Part(one["part"]) if "part" in one else None,
        )
        for one in value
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


_READERS: dict[str, Any] = {
    "task": Task,
    "asked": Asked,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "part": Part,
    "offered": _choices,
    "misses": int,
}

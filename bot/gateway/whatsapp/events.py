"""What a webhook may tell us."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.gateway.whatsapp.sender import Sender
from bot.gateway.whatsapp.status import Status


class MediaKind(StrEnum):
    """What was sent instead of text."""

    IMAGE = "image"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"
    AUDIO = "audio"
    VOICE = "voice"
    LOCATION = "location"
    CONTACTS = "contacts"
    OTHER = "other"


@dataclass(frozen=True)
class ApiError:
    """One of Meta's errors; its words may quote what was sent, so only the code shows in logs."""

    code: int
    title: str = field(default="", repr=False)
    details: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event: ``id`` is the wamid it has or is about, ``at`` Meta's time of it in UTC."""

    id: str
    at: datetime

    @property
    def key(self) -> str:
        """The same for every delivery of this event, and for no other event; at most 600 characters."""
        return f"message:{self.id}"


@dataclass(frozen=True, kw_only=True)
class UserEvent(Event):
    """An event that someone caused."""

    sender: Sender


@dataclass(frozen=True, kw_only=True)
class TextReceived(UserEvent):
    """A text; ``replied_to`` is the wamid of the message that it answers."""

    body: str = field(repr=False)
    replied_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class ChoiceReceived(UserEvent):
    """A button, a row of a list, or a quick reply of a template was chosen."""

    choice_id: str = field(repr=False)
    title: str = field(repr=False)
    replied_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class MediaReceived(UserEvent):
    """Something that is no text; a picture, video or document may have some as its ``caption``."""

    kind: MediaKind
    caption: str | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class ReactionReceived(UserEvent):
    """An emoji was put to a message, or taken away."""


@dataclass(frozen=True, kw_only=True)
class UnsupportedReceived(UserEvent):
    """Something that Meta does not pass on, or that we cannot understand."""


@dataclass(frozen=True, kw_only=True)
class MessageEdited(UserEvent):
    """The message ``original`` now says ``body``."""

    original: str
    body: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class MessageDeleted(UserEvent):
    """The message ``original`` was taken back."""

    original: str


@dataclass(frozen=True, kw_only=True)
class NumberChanged(UserEvent):
    """``sender``, as known until now, has another phone number or BSUID; None stands for unchanged."""

    new_phone: str | None = field(default=None, repr=False)
    new_user: str | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class StatusReported(Event):
    """What became of the message ``message`` of ours; ``opaque`` is what we gave Meta with it."""

    message: str
    status: Status
    opaque: str | None = None
    errors: tuple[ApiError, ...] = ()

    @property
    def key(self) -> str:
        """One for each status of a message."""
        return f"status:{self.status.value}:{self.message}"


@dataclass(frozen=True, kw_only=True)
class ErrorReported(Event):
    """Meta tells of errors that belong to no message; ``id`` is made of them and the hour."""

    errors: tuple[ApiError, ...]

    @property
    def key(self) -> str:
        """One an hour for the same errors."""
        return f"error:{self.id}"

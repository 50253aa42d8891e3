"""One message of a webhook, as the event that it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.gateway.whatsapp.events import (
    ChoiceReceived,
    MediaKind,
    MediaReceived,
    MessageDeleted,
    MessageEdited,
    NumberChanged,
    ReactionReceived,
    TextReceived,
    UnsupportedReceived,
    UserEvent,
)
from bot.gateway.whatsapp.fields import identifier, mapping, moment, text
from bot.gateway.whatsapp.identity import bsuid, identify, phone_number, stated_phone, stated_user
from bot.gateway.whatsapp.sender import Sender
from bot.gateway.whatsapp.unreadable import Unreadable

Fields = Mapping[str, Any]


def read_message(message: Fields, contacts: Sequence[Fields], now: datetime) -> UserEvent:
    """The event of one message; one without a usable time has happened ``now``.

    Raises:
        Unreadable: when it has no id or no sender, or is nothing that someone said to us.
    """
    read = _Incoming.of(message, contacts, now)
    return read.event() or UnsupportedReceived(id=read.id, at=read.at, sender=read.sender)


@dataclass(frozen=True)
class _Incoming:
    id: str
    at: datetime
    sender: Sender
    kind: str
    fields: Fields

    @classmethod
    def of(cls, message: Fields, contacts: Sequence[Fields], now: datetime) -> _Incoming:
        wamid, kind = identifier(message.get("id")), message.get("type")
        if wamid is None:
            raise Unreadable("message_without_id")
        if kind in _SAID_BY_NOBODY or message.get("group_id"):
            raise Unreadable("message_not_to_us")
        sender = _known_until_now(message) if kind == "system" else identify(message, contacts)
        if sender is None:
            raise Unreadable("message_without_sender")
        at = moment(message.get("timestamp")) or now
        return cls(wamid, at, sender, kind if isinstance(kind, str) else "", message)

    def event(self) -> UserEvent | None:
        reader = _READERS.get(self.kind)
        return reader(self) if reader else None

    @property
    def content(self) -> Fields:
        return mapping(self.fields.get(self.kind))

    @property
    def replied_to(self) -> str | None:
        return identifier(mapping(self.fields.get("context")).get("id"))


# "request_welcome": someone has opened the chat and said nothing yet.
_SAID_BY_NOBODY: Final = ("request_welcome",)
_CHANGES: Final = ("user_changed_number", "user_changed_user_id", "customer_changed_number")


def _known_until_now(message: Fields) -> Sender | None:
    # The contacts of such a message may hold what is new already.
    system = mapping(message.get("system"))
    if system.get("type") not in _CHANGES:
        raise Unreadable("message_not_to_us")
    user = bsuid(system.get("previous_user_id")) or stated_user(message)
    phone = stated_phone(message)
    return Sender(user, phone) if user or phone else None


def _number_change(read: _Incoming) -> UserEvent | None:
    phone = phone_number(read.content.get("wa_id")) or phone_number(read.content.get("new_wa_id"))
    user = bsuid(read.content.get("user_id"))
    if not (phone or user):
        raise Unreadable("change_to_nothing")
    return NumberChanged(id=read.id, at=read.at, sender=read.sender, new_phone=phone, new_user=user)


def _text(read: _Incoming) -> UserEvent | None:
    body = text(read.content.get("body"))
    if body is None:
        return None
    return TextReceived(id=read.id, at=read.at, sender=read.sender, body=body, replied_to=read.replied_to)


def _interactive(read: _Incoming) -> UserEvent | None:
    chosen = mapping(read.content.get("button_reply")) or mapping(read.content.get("list_reply"))
    return _choice(read, chosen.get("id"), chosen.get("title"))


def _quick_reply(read: _Incoming) -> UserEvent | None:
    return _choice(read, read.content.get("payload"), read.content.get("text"))


def _choice(read: _Incoming, choice: object, shown: object) -> UserEvent | None:
    # The id of a choice is what we gave it, which may be a text in any language.
    choice_id, title = text(choice), text(shown)
    if not (choice_id or title):
        return None
    return ChoiceReceived(
        id=read.id,
        at=read.at,
        sender=read.sender,
        choice_id=choice_id or title or "",
        title=title or choice_id or "",
        replied_to=read.replied_to,
    )


def _media(read: _Incoming) -> UserEvent | None:
    kind = MediaKind(read.kind) if read.kind in set(MediaKind) else MediaKind.OTHER
    if kind is MediaKind.AUDIO and read.content.get("voice") is True:
        kind = MediaKind.VOICE
    caption = text(read.content.get("caption"))
    return MediaReceived(id=read.id, at=read.at, sender=read.sender, kind=kind, caption=caption)


def _reaction(read: _Incoming) -> UserEvent | None:
    return ReactionReceived(id=read.id, at=read.at, sender=read.sender)


def _edit(read: _Incoming) -> UserEvent | None:
    original = identifier(read.content.get("original_message_id"))
    edited = mapping(read.content.get("message"))
    content = [mapping(content) for content in edited.values()]
    body = next(
        (said for one in content if (said := text(one.get("body")) or text(one.get("caption")))), None
    )
    if original is None or body is None:
        return None
    return MessageEdited(id=read.id, at=read.at, sender=read.sender, original=original, body=body)


def _revoke(read: _Incoming) -> UserEvent | None:
    original = identifier(read.content.get("original_message_id"))
    if original is None:
        return None
    return MessageDeleted(id=read.id, at=read.at, sender=read.sender, original=original)


_READERS: Final[Mapping[str, Callable[[_Incoming], UserEvent | None]]] = {
    "text": _text,
    "interactive": _interactive,
    "button": _quick_reply,
    "image": _media,
    "video": _media,
    "document": _media,
    "sticker": _media,
    "audio": _media,
    "location": _media,
    "contacts": _media,
    "order": _media,
    "reaction": _reaction,
    "edit": _edit,
    "revoke": _revoke,
    "system": _number_change,
}

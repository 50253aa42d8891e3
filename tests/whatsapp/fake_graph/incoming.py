"""The shapes of what a user sends, as they stand inside ``messages``, without sender, id and time."""

from __future__ import annotations

from typing import Any, Final

from tests.whatsapp.fake_graph.received import Choice

JSONObject = dict[str, Any]

_MIME: Final = {
    "image": "image/jpeg",
    "video": "video/mp4",
    "document": "application/pdf",
    "sticker": "image/webp",
    "audio": "audio/ogg; codecs=opus",
}
_SHA256: Final = "YSBzaGEyNTYgb2Ygbm8gZmlsZSBhdCBhbGwgLi4uLi4="


def text(body: str) -> JSONObject:
    """A typed message."""
    return {"type": "text", "text": {"body": body}}


def button_reply(choice: Choice) -> JSONObject:
    """A pressed reply button."""
    reply = {"id": choice.id, "title": choice.title}
    return {"type": "interactive", "interactive": {"type": "button_reply", "button_reply": reply}}


def list_reply(choice: Choice) -> JSONObject:
    """A chosen row of a list."""
    described = {"description": choice.description} if choice.description else {}
    reply = {"id": choice.id, "title": choice.title, **described}
    return {"type": "interactive", "interactive": {"type": "list_reply", "list_reply": reply}}


def template_reply(title: str) -> JSONObject:
    """A pressed quick reply of a template."""
    return {"type": "button", "button": {"payload": title, "text": title}}


def media(kind: str) -> JSONObject:
    """A picture, video, document, sticker or audio file; ``voice`` is an audio message spoken on the spot."""
    field = "audio" if kind == "voice" else kind
    content: JSONObject = {"id": "1234567890123456", "mime_type": _MIME[field], "sha256": _SHA256}
    if field == "audio":
        content["voice"] = kind == "voice"
    return {"type": field, field: content}


def location() -> JSONObject:
    """A place on the map."""
    return {"type": "location", "location": {"latitude": 22.2819, "longitude": 114.1581}}


def contacts() -> JSONObject:
    """An entry of the address book."""
    name = {"formatted_name": "A. Friend", "first_name": "A."}
    return {"type": "contacts", "contacts": [{"name": name, "phones": [{"phone": "+85220000009"}]}]}


def reaction(wamid: str, emoji: str | None) -> JSONObject:
    """A reaction to a message; None takes it back."""
    shown = {"emoji": emoji} if emoji else {}
    return {"type": "reaction", "reaction": {"message_id": wamid, **shown}}


def unsupported() -> JSONObject:
    """Something that Meta does not hand on."""
    details = {"details": "Message type is currently not supported."}
    error = {"code": 131051, "title": "Message type unknown", "message": "Message type unknown"}
    return {"type": "unsupported", "errors": [{**error, "error_data": details}]}


def edit(original: str, body: str) -> JSONObject:
    """A message that replaces an earlier one.

    Source: Meta's "edit" webhook page (June 2026).
    """
    return {"type": "edit", "edit": {"original_message_id": original, "message": text(body)}}


def revoke(original: str) -> JSONObject:
    """An earlier message taken back.

    Source: Meta's "revoke" webhook page (May 2026).
    """
    return {"type": "revoke", "revoke": {"original_message_id": original}}


def number_changed(new_phone: str, name: str) -> JSONObject:
    """The user moved to another phone number."""
    told = {"body": f"{name} changed their number", "type": "user_changed_number", "wa_id": new_phone}
    return {"type": "system", "system": told}

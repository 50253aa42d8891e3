"""Checks a chat request at the door, exactly as the contract says."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from bot.gateway.api_error import BadRequest

MAX_TEXT: Final = 2000
# 2,000 characters beyond the basic plane, each escaped as a pair (12 bytes), fit with the rest.
MAX_BODY: Final = 64 * 1024

_CONVERSATION: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LOCALE: Final = re.compile(r"[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*")
_MAX_LOCALE: Final = 35
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
# Every control character but tab and line feed. Nobody types them, PostgreSQL refuses NUL, and
# removing CR turns Windows line ends into "\n".
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class ChatRequest:
    """A chat request as the contract allows it; ``id`` is in lower case."""

    text: str
    conversation: str | None = None
    locale: str | None = None
    id: str | None = None


def parse_chat_request(body: bytes) -> ChatRequest:
    """Read a request's body; fields that the contract does not name are ignored.

    Raises:
        BadRequest: naming the field that cannot be used.
    """
    fields = _json_object(body)
    return ChatRequest(
        text=_text(fields.get("text")),
        conversation=_conversation(fields.get("conversation")),
        locale=_locale(fields.get("locale")),
        id=_id(fields.get("id")),
    )


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, or nested without end
        raise BadRequest("invalid_json", "The body must be JSON in UTF-8.") from error
    if not isinstance(fields, dict):
        raise BadRequest("invalid_body", "The body must be a JSON object.")
    return fields


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadRequest("invalid_text", "text must be a string.")
    if _SURROGATE.search(value):
        raise BadRequest("invalid_text", "text must not contain lone surrogates.")
    text = _CONTROLS.sub("", value).strip()
    if not 1 <= len(text) <= MAX_TEXT:
        raise BadRequest("invalid_text", f"text must have 1 to {MAX_TEXT} characters.")
    return text


def _conversation(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _CONVERSATION.fullmatch(value):
        message = "conversation must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -."
        raise BadRequest("invalid_conversation", message)
    return value


def _locale(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadRequest("invalid_locale", "locale must be a string.")
    usable = len(value) <= _MAX_LOCALE and _LOCALE.fullmatch(value)
    return value if usable else None


def _id(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise BadRequest("invalid_id", "id must be a UUID.")
    return value.lower()

"""Puts a reply together as the contract has it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import structlog

from knowledge.language import Language

_log = structlog.get_logger(__name__)

KINDS: Final = frozenset({"answer", "booking", "emergency", "handoff", "smalltalk", "fallback", "notice"})


@dataclass(frozen=True)
class ChatReply:
    """The complete reply to one message."""

    conversation: str
    language: Language
    messages: Sequence[dict[str, Any]]

    @cached_property
    def json(self) -> str:
        """The reply as the contract's JSON: stored as it is sent, so a repetition equals it."""
        fields = {
            "conversation": self.conversation,
            "language": self.language,
            "messages": list(self.messages),
        }
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def checked_messages(messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The engine's messages that the contract allows, in its order.

    An emergency comes alone; an answer given in the middle of a booking precedes the booking's
    next question. Keys without a value are dropped.
    """
    usable = [_without_empty_keys(message) for message in messages if _is_usable(message)]
    if len(usable) < len(messages):
        _log.error("chat.reply.malformed", dropped=len(messages) - len(usable))
    kinds = {message["kind"] for message in usable}
    if "emergency" in kinds:
        return [message for message in usable if message["kind"] == "emergency"]
    if "booking" in kinds:
        return sorted(usable, key=_is_no_answer)
    return usable


def _is_no_answer(message: dict[str, Any]) -> bool:
    return bool(message["kind"] != "answer")


def _is_usable(message: dict[str, Any]) -> bool:
    text = message.get("text")
    return message.get("kind") in KINDS and isinstance(text, str) and bool(text.strip())


def _without_empty_keys(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if value is not None}

"""Collecting what Rasa says to one message, in the chat API's terms."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel


class ReplyCollector(OutputChannel):  # type: ignore[misc]
    """An output channel that keeps messages and effects instead of sending them.

    Actions give whole messages as ``custom`` JSON, or ``{"effects": {...}}``. Responses of the
    domain give a text, buttons, and ``metadata: {kind: ...}``.
    """

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.effects: dict[str, Any] = {}

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "meridian"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one response of the bot."""
        custom = message.get("custom") or {}
        self.effects.update(custom.get("effects", {}))
        if "text" in custom:
            self.messages.append(custom)
        elif message.get("text"):
            self.messages.append(_from_response(message))


def _from_response(message: dict[str, Any]) -> dict[str, Any]:
    kind = (message.get("metadata") or {}).get("kind", "smalltalk")
    buttons = message.get("buttons") or []
    suggestions = [{"title": button["title"], "text": button["payload"]} for button in buttons]
    return {"text": message["text"].strip(), "kind": kind, "suggestions": suggestions}

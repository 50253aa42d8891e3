"""A message as the user's phone shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """A button or a row of a list."""

    id: str
    title: str
    description: str = ""


@dataclass(frozen=True)
class Received:
    """A message that came from the clinic."""

    wamid: str
    payload: Mapping[str, Any]

    @property
    def is_list(self) -> bool:
        """Whether its choices are behind a button that opens a list."""
        return self._interactive.get("type") == "list"

    @property
    def text(self) -> str:
        """What stands in it, header and footer included."""
        if "text" in self.payload:
            return str(self.payload["text"]["body"])
        if "template" in self.payload:
            return f"[template {self.payload['template']['name']}]"
        parts = (self._interactive.get(part, {}).get("text") for part in ("header", "body", "footer"))
        return "\n\n".join(part for part in parts if part)

    @property
    def choices(self) -> list[Choice]:
        """What can be pressed."""
        action = self._interactive.get("action", {})
        buttons = [button["reply"] for button in action.get("buttons", [])]
        rows = [row for section in action.get("sections", []) for row in section["rows"]]
        return [Choice(**shown) for shown in (*buttons, *rows)]

    @property
    def _interactive(self) -> Mapping[str, Any]:
        interactive: Mapping[str, Any] = self.payload.get("interactive", {})
        return interactive

"""What the gateway itself says: who is answering, and which languages are spoken."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from bot.content import read_content
from knowledge.language import Language

_TEXTS: Final = Path(__file__).with_name("texts.yml")


def automated_assistant_notice(language: Language) -> dict[str, Any]:
    """The statement that an automated assistant answers and makes no diagnosis."""
    return {"text": _texts()[language]["notice"], "kind": "notice"}


def unsupported_language_notice(language: Language) -> dict[str, Any]:
    """The four languages by their own names, each with a button that asks for it."""
    suggestions = [{"title": spoken.own_name, "text": _texts()[spoken]["ask_for"]} for spoken in Language]
    text = _texts()[language]["unsupported"]
    return {"text": text, "kind": "notice", "suggestions": suggestions}


def _texts() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = read_content(_TEXTS)
    return texts

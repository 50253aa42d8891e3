"""What is said on WhatsApp alone."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from bot.content import read_content
from knowledge.clinic import ClinicProfile
from knowledge.language import Language

_TEXTS: Final = Path(__file__).with_name("notices.yml")


class Notice(StrEnum):
    """Something that is said for a reason of WhatsApp's."""

    ONLY_TEXT = "only_text"
    STOPPED = "stopped"
    RESUMED = "resumed"
    UNANSWERED = "unanswered"


def notice(kind: Notice, language: Language, clinic: ClinicProfile) -> dict[str, Any]:
    """The notice as a message of a reply."""
    return {"text": clinic.fill(_texts()[language][kind], language), "kind": "notice"}


def _texts() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = read_content(_TEXTS)
    return texts

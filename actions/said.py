"""The message of a turn, as Rasa understood it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from rasa_sdk import Tracker

from actions.action import turn_language
from knowledge.language import Language
from knowledge.sentence_vector import SENTENCE_VECTOR

_SURE: Final = 0.6


@dataclass(frozen=True)
class Said:
    """A message; ``vector`` is the text's, where Rasa has encoded it."""

    text: str
    language: Language
    intent: str
    confidence: float
    conversation: str
    vector: Any = None

    @property
    def sure_intent(self) -> str:
        """The intent, if Rasa is sure of it."""
        return self.intent if self.confidence >= _SURE else ""


def said_in(tracker: Tracker) -> Said:
    """The message that a tracker's turn is about."""
    message = tracker.latest_message
    intent = message.get("intent") or {}
    return Said(
        text=str(message.get("text") or ""),
        language=turn_language(tracker),
        intent=str(intent.get("name") or ""),
        confidence=float(intent.get("confidence") or 0),
        conversation=tracker.sender_id,
        vector=message.get(SENTENCE_VECTOR),
    )

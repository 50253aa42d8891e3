"""The message of a turn, as Rasa understood it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rasa_sdk import Tracker

from actions.action import turn_language
from knowledge.language import Language
from knowledge.sentence_vector import SENTENCE_VECTOR

_SURE: Final = 0.6
# What is said when an appointment is made or moved.
_ABOUT_APPOINTMENT: Final = frozenset(
    {"book_appointment", "reschedule_appointment", "follow_up", "affirm", "deny"}
)


@dataclass(frozen=True)
class Said:
    """A message; ``vector`` is the text's, where Rasa has encoded it.

    ``about_appointment`` is the probability that it makes or moves an appointment, where Rasa gave any.
    """

    text: str
    language: Language
    intent: str
    confidence: float
    conversation: str
    vector: Any = None
    about_appointment: float | None = None

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
        about_appointment=_about_appointment(message.get("intent_ranking") or []),
    )


def _about_appointment(ranking: Sequence[Mapping[str, Any]]) -> float | None:
    if not ranking:
        return None
    return sum(float(one["confidence"]) for one in ranking if one["name"] in _ABOUT_APPOINTMENT)

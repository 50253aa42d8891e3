"""Answering from the clinic's knowledge."""

from __future__ import annotations

from typing import Any, Final

import structlog
from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.action import Events, LocalAction, turn_language
from actions.answer_message import answer_message, fallback_message, suggestion
from bot.booking.dialogue.dialogue import Dialogue
from bot.booking.dialogue.heard import Heard
from knowledge.catalogue import Catalogue
from knowledge.index import Index
from knowledge.language import Language
from knowledge.retrieval import Answered, NotFound, Retrieval, Torn
from knowledge.retriever import Retriever
from knowledge.sentence_vector import SENTENCE_VECTOR

log = structlog.get_logger()

_FOLLOW_UP: Final = "follow_up"
_UNKNOWN: Final = frozenset({"out_of_scope", "nlu_fallback"})
APPOINTMENT_FORM: Final = "appointment_form"


class AnswerQuestion(LocalAction):
    """Finds the topics of a message and says their answers, asks which, or says that it cannot."""

    def __init__(self, retriever: Retriever, dialogue: Dialogue | None = None) -> None:
        self._retriever = retriever
        self._dialogue = dialogue

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_answer_question"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Say what was found and remember the topic for what leans on it."""
        language = turn_language(tracker)
        wish = self._wish(tracker, language)
        if wish and wish.is_surely_a_wish:
            return [FollowupAction(APPOINTMENT_FORM)]
        index = self._retriever.index
        # Not on a thread: it computes and never waits, and two threads would only take turns.
        found = self._retriever.retrieve(
            str(tracker.latest_message.get("text") or ""),
            language,
            previous=tracker.get_slot("topic"),
            leaning=(tracker.latest_message.get("intent") or {}).get("name") == _FOLLOW_UP,
            packed=tracker.latest_message.get(SENTENCE_VECTOR),
        )
        if wish and wish.is_likely_a_wish and not isinstance(found, Answered):
            return [FollowupAction(APPOINTMENT_FORM)]
        outcome = type(found).__name__
        log.debug("question.retrieved", outcome=outcome, language=language, topics=_topics(found))
        return [*say(dispatcher, found, index, language), *_then_listen(tracker)]

    def _wish(self, tracker: Tracker, language: Language) -> Heard | None:
        """What a message that Rasa took for nothing it knows says about an appointment.

        "Cupping, 8 Dec 9:30, Kelvin Ho" is little of a sentence to learn from, and yet is clear.
        """
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        if self._dialogue is None or intent not in _UNKNOWN:
            return None
        return self._dialogue.hear_first(str(tracker.latest_message.get("text") or ""), language)


def say(dispatcher: CollectingDispatcher, found: Retrieval, index: Index, language: Language) -> Events:
    """Say what retrieval found; returns the slot to keep."""
    match found:
        case Answered(candidates):
            for candidate in candidates:
                dispatcher.utter_message(json_message=answer_message(index, candidate, language))
            return [SlotSet("topic", candidates[-1].topic)]
        case Torn(candidates):
            choices = [suggestion(index.catalogue, candidate.topic, language) for candidate in candidates]
            confidence = candidates[0].probability
            dispatcher.utter_message(json_message=fallback_message("which", language, confidence, choices))
        case NotFound():
            dispatcher.utter_message(json_message=_not_found(found, index.catalogue, language))
    return []


def _then_listen(tracker: Tracker) -> Events:
    """Wait for the user now, which Rasa need not work out; a form that was left goes on instead."""
    return [] if tracker.active_loop_name else [FollowupAction("action_listen")]


def _not_found(found: NotFound, catalogue: Catalogue, language: Language) -> dict[str, Any]:
    if found.passage is None:
        return fallback_message("not_found", language, found.probability)
    document = catalogue.documents[found.passage.document]
    title = document.titles[language]
    message = fallback_message(
        "passage", language, found.probability, document=title, passage=found.passage.text
    )
    return {**message, "sources": [{"document": document.id, "title": title}]}


def _topics(found: Retrieval) -> list[str]:
    match found:
        case Answered(candidates) | Torn(candidates):
            return [candidate.topic for candidate in candidates]
        case NotFound():
            return []

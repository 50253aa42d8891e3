"""Booking, until the calendar takes appointments itself: how to do it by phone."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action import Events, LocalAction, turn_language
from knowledge.retriever import Retriever


class BookByPhone(LocalAction):
    """Says how to make, move, cancel or look up an appointment by phone or WhatsApp."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_book_by_phone"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Say the clinic's contact and hours."""
        clinic = self._retriever.index.catalogue.clinic
        dispatcher.utter_message(
            response="utter_book_by_phone", **clinic.placeholders(turn_language(tracker))
        )
        return []

"""What all actions need: the language of the turn, and replies in the chat API's terms."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from knowledge.language import Language

Events = list[dict[str, Any]]


def turn_language(tracker: Tracker) -> Language:
    """The language that the gateway decided on for this message; English when it said none."""
    metadata = tracker.latest_message.get("metadata") or {}
    try:
        return Language(str(metadata.get("language")))
    except ValueError:
        return Language.EN


def ask_for_effect(dispatcher: CollectingDispatcher, **effects: Any) -> None:
    """Have the gateway do something besides delivering messages; see bot/engine/engine.py."""
    dispatcher.utter_message(json_message={"effects": effects})


class LocalAction(Action):
    """An action that runs in this process and is registered as an instance."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Act on the latest message; returns the events that Rasa keeps."""
        raise NotImplementedError

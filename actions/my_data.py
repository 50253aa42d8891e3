"""Deleting a conversation when its user asks for it and confirms."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.action import Events, LocalAction, ask_for_effect


class AskDelete(LocalAction):
    """Asks once before anything is deleted."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_ask_delete"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Ask, and remember what a yes would mean."""
        dispatcher.utter_message(response="utter_ask_delete")
        return [SlotSet("awaiting", "deletion")]


class DeleteMyData(LocalAction):
    """Has the gateway erase the conversation, its messages and Rasa's tracker."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_delete_my_data"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Say that it is done; the gateway does it with this reply."""
        dispatcher.utter_message(response="utter_data_deleted")
        ask_for_effect(dispatcher, erase=True)
        return [SlotSet("awaiting", "nothing")]


class KeepMyData(LocalAction):
    """Leaves everything as it is."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_keep_my_data"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Say that nothing was deleted."""
        dispatcher.utter_message(response="utter_data_kept")
        return [SlotSet("awaiting", "nothing")]

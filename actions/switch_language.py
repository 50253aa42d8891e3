"""Going on in another language when the user asks for it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.action import Events, LocalAction, ask_for_effect, turn_language
from knowledge.language import Language


class SwitchLanguage(LocalAction):
    """Switches to the language that was named, or asks which one is meant."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_switch_language"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Have the gateway switch, and Rasa's responses with it."""
        wished = requested_language(tracker)
        if wished is None:
            return [SlotSet("wished_language", "unknown")]
        ask_for_effect(dispatcher, language=str(wished))
        return [SlotSet("language", str(wished)), SlotSet("wished_language", "known")]


def requested_language(tracker: Tracker) -> Language | None:
    """The last language that the message names; just "Chinese" keeps the message's own script.

    Where a script is named too, as in 繁体中文, "Chinese" says nothing more.
    """
    named = list(tracker.get_latest_entity_values("requested_language"))
    present = turn_language(tracker)
    has_script = not {Language.ZH_HANT, Language.ZH_HANS}.isdisjoint(named)
    for value in reversed(named):
        if value in set(Language):
            return Language(value)
        if value == "zh" and not has_script:
            return present if present.is_chinese else Language.ZH_HANT
    return None

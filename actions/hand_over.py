"""Handing the conversation over to a person of the clinic."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action import Events, LocalAction, ask_for_effect, turn_language
from bot.clock import Clock
from knowledge.language import Language
from knowledge.retriever import Retriever

_DAYS: Final = {
    Language.EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    Language.NL: ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    Language.ZH_HANT: ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    Language.ZH_HANS: ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}


class HandOver(LocalAction):
    """Marks the conversation for staff and says when they are there and how to reach them."""

    def __init__(self, retriever: Retriever, clock: Clock) -> None:
        self._retriever = retriever
        self._clock = clock

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_hand_over"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Say whether somebody is there now, and have the gateway mark the conversation."""
        clinic, language = self._retriever.index.catalogue.clinic, turn_language(tracker)
        values, now = clinic.placeholders(language), self._clock.now()
        if clinic.hours.is_open(now):
            closes = clinic.hours.closing(now)
            dispatcher.utter_message(response="utter_hand_over_open", closes=f"{closes:%H:%M}", **values)
        else:
            opens = spoken(clinic.hours.next_opening(now), language)
            dispatcher.utter_message(response="utter_hand_over_closed", opens=opens, **values)
        ask_for_effect(dispatcher, handoff=True)
        return []


def spoken(moment: datetime, language: Language) -> str:
    """A weekday and time as the language says it, such as ``Monday 09:00``."""
    return f"{_DAYS[language][moment.weekday()]} {moment:%H:%M}"

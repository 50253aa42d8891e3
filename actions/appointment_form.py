"""The form in which an appointment is made, moved, cancelled or looked up: one action, one turn."""

from __future__ import annotations

from typing import Any, Final

import structlog
from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.action import Events, LocalAction
from actions.answer_question import APPOINTMENT_FORM
from actions.hand_over import HandOver
from actions.my_data import AskDelete
from actions.questions_between import QuestionsBetween, wishes_day
from actions.said import Said, said_in
from actions.switch_language import SwitchLanguage, requested_language
from bot.booking.dialogue.dialogue import Dialogue
from bot.booking.dialogue.draft import Asked, Draft, Task
from bot.booking.dialogue.heard import Heard, named_task
from bot.booking.dialogue.step import Step
from bot.booking.reference import read_reference
from knowledge.language import Language
from knowledge.retriever import Retriever

log = structlog.get_logger()

_SLOT: Final = "appointment"
TASKS: Final = {
    "book_appointment": Task.BOOK,
    "reschedule_appointment": Task.MOVE,
    "cancel_appointment": Task.CANCEL,
    "look_up_appointment": Task.LOOK_UP,
}
_SMALL_TALK: Final = {
    "greet": "utter_greet",
    "thank": "utter_thank",
    "chitchat": "utter_chitchat",
    "bot_challenge": "utter_bot_challenge",
    "complain": "utter_complain",
}
_NO_NAMES: Final = frozenset({*_SMALL_TALK, "goodbye", "request_person", "delete_my_data", "switch_language"})
_VERY_SURE: Final = 0.85


class AppointmentForm(LocalAction):
    """Talks about an appointment until it is stored, changed, left, or handed over."""

    def __init__(self, dialogue: Dialogue, retriever: Retriever, hand_over: HandOver) -> None:
        self._dialogue = dialogue
        self._questions = QuestionsBetween(retriever)
        self._exits: dict[str, LocalAction] = {"request_person": hand_over, "delete_my_data": AskDelete()}
        self._switch_language = SwitchLanguage()

    def name(self) -> str:
        """The action's name in the domain: Rasa calls it for each message while the form is open."""
        return f"validate_{APPOINTMENT_FORM}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Take one message; the form stays open as long as there is a draft."""
        said = said_in(tracker)
        draft = None if _begins(tracker) else Draft.from_json(tracker.get_slot("booking"))
        events: Events = []
        if draft is None:
            step = await self._open(said)
        else:
            step, events = await self._go_on(draft, said, dispatcher, tracker)
        for message in step.messages:
            dispatcher.utter_message(json_message=message)
        log.debug("appointment.turn", open=step.draft is not None, language=said.language)
        return [*events, *_kept(step.draft)]

    async def _open(self, said: Said) -> Step:
        task, named = TASKS.get(said.intent, Task.BOOK), named_task(said.text)
        # The verb is clearer than a classifier that is not sure, or that saw a reference never seen before.
        if named and (said.confidence < _VERY_SURE or read_reference(said.text)):
            task = named
        draft = Draft.begin(task)
        return await self._take(draft, self._hear(draft, said), said)

    async def _go_on(
        self, draft: Draft, said: Said, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> tuple[Step, Events]:
        if _wants_another(draft, said):
            return await self._open(said), []
        heard = self._hear(draft, said)
        if said.sure_intent in _NO_NAMES or said.sure_intent.startswith("ask_"):
            heard = heard.without_guess()
        if not heard.has_values and heard.answer is None:
            aside = await self._aside(draft, said, dispatcher, tracker)
            if aside:
                return aside
        if said.intent not in TASKS or not heard.service:  # "could I have cupping instead?" is a wish
            answered = self._questions.answer(draft, heard, said, dispatcher)
            if answered:
                step = await self._after_question(answered, heard, said)
                return step, [SlotSet("topic", answered.topic)]
        return await self._take(draft, heard, said), []

    async def _after_question(self, draft: Draft, heard: Heard, said: Said) -> Step:
        """Take the day that stood beside a question, or ask again."""
        if wishes_day(draft, heard):
            return await self._take(draft, Heard(when=heard.when), said)
        return await self._ask_again(draft, said, said.language)

    async def _aside(
        self, draft: Draft, said: Said, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> tuple[Step, Events] | None:
        """What is done about a message that has nothing to do with the appointment, if it is known."""
        intent = said.sure_intent
        if action := self._exits.get(intent):
            return Step((), None), await action.run(dispatcher, tracker, {})
        if intent == "switch_language":
            return await self._speak(draft, said, dispatcher, tracker)
        if intent == "goodbye":
            dispatcher.utter_message(response="utter_goodbye")
            return Step((), None), []
        if response := _SMALL_TALK.get(intent):
            dispatcher.utter_message(response=response)
            return await self._ask_again(draft, said, said.language), []
        return None

    async def _speak(
        self, draft: Draft, said: Said, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> tuple[Step, Events]:
        """Go on in the language that was asked for."""
        events = await self._switch_language.run(dispatcher, tracker, {})
        wished = requested_language(tracker)
        if wished is None:
            dispatcher.utter_message(response="utter_ask_language")
        return await self._ask_again(draft, said, wished or said.language), events

    def _hear(self, draft: Draft, said: Said) -> Heard:
        return self._dialogue.hear(said.text, draft, said.language, said.about_appointment)

    async def _take(self, draft: Draft, heard: Heard, said: Said) -> Step:
        return await self._dialogue.take(draft, heard, conversation=said.conversation, language=said.language)

    async def _ask_again(self, draft: Draft, said: Said, language: Language) -> Step:
        return await self._dialogue.ask_again(draft, conversation=said.conversation, language=language)


def _begins(tracker: Tracker) -> bool:
    """Whether this message opened the form; what an old session left in the slot is not taken up."""
    return any(event.get("event") == "active_loop" and event.get("name") for event in tracker.events)


def _wants_another(draft: Draft, said: Said) -> bool:
    """Whether a message begins something else: about an appointment that was made, or a new one."""
    if draft.task is Task.BOOK:
        return named_task(said.text) is not None and read_reference(said.text) is not None
    return draft.asked is Asked.ACCESS and said.sure_intent == "book_appointment" and not draft.typed


def _kept(draft: Draft | None) -> Events:
    """The slots that keep the form open or end it, and then waiting for the user."""
    return [
        SlotSet("booking", draft.to_json() if draft else None),
        # Rasa ends a form whose action asks for nothing more.
        SlotSet("requested_slot", _SLOT if draft else None),
        FollowupAction("action_listen"),
    ]

"""The appointment's form on Rasa's side: what keeps it open, what ends it, and what is said besides."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from actions.answer_question import AnswerQuestion
from actions.appointment_form import AppointmentForm
from actions.hand_over import HandOver
from bot.booking.desk import BookingDesk
from bot.booking.dialogue.dialogue import Dialogue
from bot.clock import Clock
from bot.settings import Settings
from knowledge.language import Language
from knowledge.retriever import Retriever
from tests.actions.rasa_side import Turn, perform, tracker
from tests.bot.booking.bookings import NOW

_CLOCK = Clock.starting_at(NOW)


@pytest_asyncio.fixture
async def dialogue(retriever: Retriever, tmp_path: Path) -> AsyncIterator[Dialogue]:
    desk = BookingDesk(Settings(var=tmp_path), lambda: retriever.index.catalogue.clinic, _CLOCK)
    await desk.open()
    yield Dialogue(desk, lambda: retriever.index.catalogue.clinic, _CLOCK, "https://clinic.example")
    await desk.close()


@pytest.fixture
def form(dialogue: Dialogue, retriever: Retriever) -> AppointmentForm:
    return AppointmentForm(dialogue, retriever, HandOver(retriever, _CLOCK))


class Talk:
    """Says messages with the slots that the form left."""

    def __init__(self, form: AppointmentForm, language: Language = Language.EN) -> None:
        self.form = form
        self.language = language
        self.slots: dict[str, Any] = {}

    async def say(self, text: str, intent: str = "anything", **details: Any) -> Turn:
        state = tracker(text, self.language, self.slots, intent=intent, form="appointment_form", **details)
        state.latest_message["intent"]["confidence"] = 0.9
        turn = await perform(self.form, state)
        self.slots |= turn.slots
        return turn


@pytest.fixture
def talk(form: AppointmentForm) -> Talk:
    return Talk(form)


WISH = "acupuncture tomorrow at 3pm"


async def test_the_form_stays_open_while_something_is_missing(talk: Talk) -> None:
    turn = await talk.say(WISH, "book_appointment")

    assert turn.message["booking"] == {
        "status": "draft",
        "service": "acupuncture",
        "date": "2026-11-24",
        "time": "15:00",
    }
    assert turn.slots["requested_slot"] == "appointment"
    assert turn.followup == "action_listen"


async def test_a_stored_appointment_ends_the_form(talk: Talk) -> None:
    await talk.say(WISH, "book_appointment")
    await talk.say("Mei Wong, +852 9123 4567")
    turn = await talk.say("yes", "affirm")

    assert turn.message["booking"]["status"] == "booked"
    assert turn.slots == {"booking": None, "requested_slot": None}


async def test_a_question_in_the_middle_is_answered_and_the_booking_goes_on(talk: Talk) -> None:
    await talk.say(WISH, "book_appointment")
    turn = await talk.say("How long does a session take?", "ask_session")

    assert [message["kind"] for message in turn.messages] == ["answer", "booking"]
    assert turn.messages[0]["topic"] == "session/length"
    assert turn.messages[1]["booking"]["time"] == "15:00"


@pytest.mark.parametrize("said", ["would half past four tomorrow do?", "can I come tomorrow at 4:30?"])
async def test_a_question_whether_a_time_would_do_is_the_wish_for_it(talk: Talk, said: str) -> None:
    await talk.say("I want acupuncture", "book_appointment")
    turn = await talk.say(said, "ask_practical")

    assert (turn.messages[0]["booking"]["date"], turn.messages[0]["booking"]["time"]) == (
        "2026-11-24",
        "16:30",
    )


async def test_the_day_beside_a_question_is_taken_and_the_question_answered(talk: Talk) -> None:
    await talk.say("I want acupuncture", "book_appointment")
    turn = await talk.say("How long does a session take? Wednesday would be fine.", "ask_session")

    assert [message["kind"] for message in turn.messages] == ["answer", "booking"]
    assert turn.messages[1]["booking"]["date"] == "2026-11-25"


async def test_a_question_behind_the_choice_of_a_day_does_not_change_it(talk: Talk) -> None:
    await talk.say(WISH, "book_appointment")
    turn = await talk.say("How long does a session take? I am away on Wednesday.", "ask_session")

    assert turn.messages[-1]["booking"]["date"] == "2026-11-24"


async def test_a_question_whether_a_day_would_do_is_the_wish_for_it_where_nobody_wrote_an_answer(
    dialogue: Dialogue, reading_retriever: Retriever
) -> None:
    talk = Talk(AppointmentForm(dialogue, reading_retriever, HandOver(reading_retriever, _CLOCK)))
    await talk.say("I want acupuncture", "book_appointment")
    turn = await talk.say("What about the second Saturday in December?", "ask_session")

    assert [message["kind"] for message in turn.messages] == ["booking"]
    assert turn.message["booking"]["date"] == "2026-12-12"


async def test_a_question_that_nobody_wrote_an_answer_to_is_not_taken_for_a_name(
    dialogue: Dialogue, reading_retriever: Retriever
) -> None:
    talk = Talk(AppointmentForm(dialogue, reading_retriever, HandOver(reading_retriever, _CLOCK)))
    await talk.say(WISH, "book_appointment")
    turn = await talk.say("What colour are the walls of the waiting room?", "out_of_scope")

    assert [message["kind"] for message in turn.messages] == ["fallback", "booking"]


@pytest.mark.parametrize(
    ("text", "intent", "effects"),
    [
        ("let me speak with a human", "request_person", {"handoff": True}),
        ("delete my data", "delete_my_data", {}),
        ("goodbye", "goodbye", {}),
    ],
)
async def test_who_wants_something_else_leaves_the_form(
    talk: Talk, text: str, intent: str, effects: dict[str, Any]
) -> None:
    await talk.say(WISH, "book_appointment")
    turn = await talk.say(text, intent)

    assert turn.effects == effects
    assert turn.slots["booking"] is None
    assert turn.slots["requested_slot"] is None
    assert turn.slots.get("awaiting") == ("deletion" if intent == "delete_my_data" else None)


async def test_the_form_goes_on_in_the_language_that_was_asked_for(talk: Talk) -> None:
    await talk.say(WISH, "book_appointment")
    turn = await talk.say("Nederlands graag", "switch_language", named=["nl"])

    assert turn.effects == {"language": "nl"}
    assert "telefoonnummer" in turn.messages[-1]["text"]


async def test_small_talk_is_answered_and_costs_no_patience(talk: Talk) -> None:
    await talk.say(WISH, "book_appointment")
    turn = await talk.say("are you a robot", "bot_challenge")

    assert [message["kind"] for message in turn.messages] == ["smalltalk", "booking"]
    assert "misses" not in turn.slots["booking"]


async def test_what_an_old_session_left_is_not_taken_up(talk: Talk) -> None:
    await talk.say(WISH, "book_appointment")
    state = tracker("cupping please", slots=talk.slots, form="appointment_form")
    state.events.append({"event": "active_loop", "name": "appointment_form"})
    turn = await perform(talk.form, state)

    assert turn.message["booking"] == {"status": "draft", "service": "cupping"}


@pytest.mark.parametrize("broken", ["text", 3, {"id": "x", "unheard": 1}, {"id": "x", "date": "soon"}])
async def test_a_slot_that_cannot_be_read_begins_anew(talk: Talk, broken: object) -> None:
    talk.slots = {"booking": broken}
    turn = await talk.say("cupping please", "book_appointment")

    assert turn.message["booking"] == {"status": "draft", "service": "cupping"}


@pytest.mark.parametrize(
    ("text", "followup"),
    [
        ("cupping 8 Dec 9:30, Kelvin Ho, 9012 3387", "appointment_form"),
        ("What colour are the walls of the waiting room?", "action_listen"),
    ],
)
async def test_a_wish_that_the_classifier_did_not_know_opens_the_form(
    dialogue: Dialogue, retriever: Retriever, text: str, followup: str
) -> None:
    turn = await perform(AnswerQuestion(retriever, dialogue), tracker(text, intent="out_of_scope"))

    assert turn.followup == followup

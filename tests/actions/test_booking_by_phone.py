"""Until the calendar takes appointments itself, booking says how to do it by phone."""

from __future__ import annotations

import pytest

from actions.book_by_phone import BookByPhone
from knowledge.language import Language
from knowledge.retriever import Retriever
from tests.actions.rasa_side import perform, tracker
from tests.conftest import SmallClinic


@pytest.mark.parametrize("language", Language)
async def test_it_says_phone_whatsapp_and_hours(language: Language, retriever: Retriever) -> None:
    turn = await perform(BookByPhone(retriever), tracker("an appointment please", language))

    clinic = retriever.index.catalogue.clinic
    assert turn.message["kind"] == "booking"
    for fact in (clinic.phone, clinic.whatsapp, clinic.hours.texts[language]):
        assert fact in turn.message["text"]
    assert turn.effects == {}
    assert turn.slots == {}


async def test_a_changed_phone_number_is_said_from_the_next_message_on(clinic: SmallClinic) -> None:
    library = clinic.open()
    action = BookByPhone(library.retriever)
    clinic.edit(clinic.knowledge / "clinic.yml", "(852) 1234 5678", "(852) 5555 0000")
    library.reload()

    turn = await perform(action, tracker("an appointment please"))
    assert "(852) 5555 0000" in turn.message["text"]

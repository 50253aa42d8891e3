"""The whole assistant on WhatsApp: answers, bookings, emergencies and asking for a person."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import count
from typing import Final

import pytest
import pytest_asyncio

from knowledge.language import Language
from tests.system.sentences import SENTENCES
from tests.system.whatsapp.assistant_with_number import (
    SAID,
    AssistantWithNumber,
    Talk,
    graph_of,
)
from tests.whatsapp.fake_graph.graph import FakeGraph

pytestmark = pytest.mark.system

_NUMBERS: Final = count()


@pytest_asyncio.fixture
async def graph(connected: AssistantWithNumber) -> AsyncIterator[FakeGraph]:
    async with graph_of(connected) as running:
        yield running


@pytest.fixture
def talk(graph: FakeGraph, language: Language, request: pytest.FixtureRequest) -> Talk:
    """Somebody new, with a number of a country where the language is spoken."""
    said = SAID[language]
    number = f"{int(said['phone']) + next(_NUMBERS)}"
    return Talk(graph.person(request.node.name, phone=number), said)


@pytest.mark.parametrize("language", Language)
async def test_an_answer_names_its_source(talk: Talk, language: Language) -> None:
    answer = await talk.say(SENTENCES[language].session_length)

    assert talk.said["automated"] in answer.text
    assert talk.said["source"] in answer.text


@pytest.mark.parametrize("language", Language)
async def test_a_booking_with_buttons(talk: Talk) -> None:
    times = await talk.say(talk.said["booking"])
    assert times.choices, times.text
    await talk.press(times, 0)
    summary = await talk.say(talk.said["person"])
    assert summary.choices, summary.text
    booked = await talk.press(summary, 0)

    assert ".ics" in booked.text, booked.text


@pytest.mark.parametrize("language", Language)
async def test_an_emergency_comes_first_with_the_number_of_the_country(talk: Talk) -> None:
    warning = await talk.say(talk.said["danger"])

    assert talk.said["emergency_number"] in warning.text
    assert "Meridian" not in warning.text  # who answers is said with the next reply


@pytest.mark.parametrize("language", Language)
async def test_asking_for_a_person(talk: Talk, language: Language, connected: AssistantWithNumber) -> None:
    answer = await talk.say(SENTENCES[language].person)

    assert "2526 7908" in answer.text, answer.text
    waiting = "SELECT count(*) FROM conversations WHERE channel = 'whatsapp' AND needs_staff"
    assert connected.rows("meridian.db", waiting)[0][0] >= 1

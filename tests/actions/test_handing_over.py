"""Asking for a person marks the conversation and says when somebody is there and how to reach them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from actions.hand_over import HandOver, spoken
from bot.clock import Clock
from knowledge.language import Language
from knowledge.retriever import Retriever
from tests.actions.rasa_side import Turn, perform, tracker

_MONDAY = {
    Language.EN: "Monday 09:00",
    Language.NL: "maandag 09:00",
    Language.ZH_HANT: "星期一 09:00",
    Language.ZH_HANS: "周一 09:00",
}


async def hand_over(retriever: Retriever, moment: str, language: Language = Language.EN) -> Turn:
    """Ask for a person at a moment of Hong Kong's time."""
    clock = Clock.starting_at(datetime.fromisoformat(f"{moment}:00+08:00"))
    return await perform(HandOver(retriever, clock), tracker("a person please", language))


@pytest.mark.parametrize("language", Language)
async def test_in_opening_hours_it_says_until_when(language: Language, retriever: Retriever) -> None:
    turn = await hand_over(retriever, "2026-11-23T10:00", language)

    assert turn.message["kind"] == "handoff"
    assert "18:00" in turn.message["text"]
    assert "(852) 1234 5678" in turn.message["text"]
    assert "(852) 8765 4321" in turn.message["text"]
    assert turn.effects == {"handoff": True}
    assert turn.slots == {}


@pytest.mark.parametrize("language", Language)
async def test_out_of_hours_it_says_when_they_are_back(language: Language, retriever: Retriever) -> None:
    turn = await hand_over(retriever, "2026-11-28T13:00", language)

    hours = retriever.index.catalogue.clinic.hours.texts[language]
    assert turn.message["kind"] == "handoff"
    assert _MONDAY[language] in turn.message["text"]
    assert hours in turn.message["text"]
    assert "(852) 1234 5678" in turn.message["text"]
    assert "(852) 8765 4321" in turn.message["text"]
    assert turn.effects == {"handoff": True}


@pytest.mark.parametrize(
    ("moment", "closes"),
    [("2026-11-23T09:00", "18:00"), ("2026-11-23T17:59", "18:00"), ("2026-11-28T12:00", "13:00")],
)
async def test_the_closing_time_is_that_of_the_day(moment: str, closes: str, retriever: Retriever) -> None:
    turn = await hand_over(retriever, moment)
    assert f"there now, until {closes}" in turn.message["text"]


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-23T08:00", "Monday 09:00"),
        ("2026-11-23T18:00", "Tuesday 09:00"),
        ("2026-11-27T23:59", "Saturday 09:00"),
        ("2026-11-29T12:00", "Monday 09:00"),
        ("2026-12-25T11:00", "Monday 09:00"),
        ("2026-02-16T18:30", "Friday 09:00"),
    ],
)
async def test_the_next_opening_skips_sundays_and_holidays(
    moment: str, opens: str, retriever: Retriever
) -> None:
    turn = await hand_over(retriever, moment)
    assert f"back on {opens} (Hong Kong time)" in turn.message["text"]


@pytest.mark.parametrize("language", Language)
def test_each_day_of_the_week_has_its_own_name(language: Language) -> None:
    monday = datetime.fromisoformat("2026-11-23T09:30:00+08:00")
    days = [spoken(monday + timedelta(days=ahead), language) for ahead in range(7)]

    assert len(set(days)) == 7
    assert all(day.endswith(" 09:30") for day in days)

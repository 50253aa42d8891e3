"""Moving, cancelling and looking up in words: only what a visitor may see is told or changed."""

from __future__ import annotations

import pytest

from bot.booking.appointment import Appointment, Status
from bot.booking.desk import BookingDesk
from bot.booking.dialogue.draft import Draft, Task
from knowledge.language import Language
from tests.bot.booking.bookings import hong_kong, wish
from tests.bot.booking.dialogue.talk import Talk


@pytest.fixture
async def made(desk: BookingDesk) -> Appointment:
    """Another conversation's appointment, with the phone 9123 4567."""
    return await desk.book(wish("2026-11-24 15:00"))


async def test_a_reference_and_its_phone_open_it(talk: Talk, made: Appointment, desk: BookingDesk) -> None:
    asked = await talk.say(f"cancel {made.reference}, 9123 4567")
    assert "Tuesday 24 November 2026 at 15:00" in asked["text"]
    assert (await talk.say("yes"))["booking"]["status"] == "cancelled"

    found = await desk.appointment(made.reference)
    assert found is not None
    assert found.status is Status.CANCELLED


@pytest.mark.parametrize("reference", ["KDF922", "K78C52", "X22222"])
async def test_a_references_figures_are_not_taken_for_the_numbers(talk: Talk, reference: str) -> None:
    heard = talk.dialogue.hear(f"cancel {reference}, 9123 4567", Draft.begin(Task.CANCEL), Language.EN)

    assert (heard.reference, heard.phone) == (reference, "+85291234567")


async def test_wrong_and_unknown_references_sound_alike(talk: Talk, made: Appointment) -> None:
    wrong = await talk.say(f"cancel {made.reference}, 9876 5432")
    unknown = await talk.say("K7P2XW, 9123 4567")

    assert wrong == unknown
    assert "Anna" not in wrong["text"]


async def test_five_wrong_tries_end_it(talk: Talk, made: Appointment) -> None:
    await talk.say("cancel my appointment")
    said = [await talk.say(f"{made.reference}, 9876 543{place}") for place in range(5)]

    assert "stop looking for an hour" in said[-1]["text"]
    assert talk.draft is None


async def test_the_parts_of_an_access_may_come_one_by_one(talk: Talk, made: Appointment) -> None:
    assert "reference" in (await talk.say("where is my appointment", Task.LOOK_UP))["text"]
    assert "phone number" in (await talk.say(made.reference))["text"]
    shown = await talk.say("anna@example.com")

    assert shown["booking"]["start"] == "2026-11-24T15:00:00+08:00"
    assert talk.draft is None


async def test_a_new_day_keeps_the_time_and_a_new_time_the_day(talk: Talk, desk: BookingDesk) -> None:
    mine = await desk.book(wish("2026-11-24 15:00", conversation=talk.conversation))
    assert (await talk.say("move it to Thursday"))["booking"]["time"] == "15:00"
    assert (await talk.say("no, 4pm"))["booking"]["date"] == "2026-11-26"
    moved = await talk.say("yes")

    assert moved["booking"]["status"] == "rescheduled"
    assert moved["booking"]["reference"] == mine.reference
    found = await desk.appointment(mine.reference)
    assert found is not None
    assert found.start == hong_kong("2026-11-26 16:00")


async def test_its_own_day_is_no_new_time(talk: Talk, desk: BookingDesk) -> None:
    await desk.book(wish("2026-11-24 15:00", conversation=talk.conversation))
    asked = await talk.say("I need to move my Tuesday appointment")

    assert len(asked["suggestions"]) == 3
    assert "date" not in asked["booking"]


async def test_of_several_it_asks_which(talk: Talk, desk: BookingDesk) -> None:
    for day in (24, 25):
        await desk.book(wish(f"2026-11-{day} 15:00", conversation=talk.conversation))
    asked = await talk.say("cancel my appointment")
    assert len(asked["suggestions"]) == 2

    assert (await talk.say(asked["suggestions"][1]["text"]))["booking"]["date"] == "2026-11-25"
    assert (await talk.say("yes"))["booking"]["status"] == "cancelled"


async def test_a_no_keeps_it(talk: Talk, desk: BookingDesk) -> None:
    await desk.book(wish("2026-11-24 15:00", conversation=talk.conversation))
    await talk.say("cancel my appointment")

    assert "stays as it was" in (await talk.say("no"))["text"]
    assert len(await desk.ahead_of_conversation(talk.conversation)) == 1

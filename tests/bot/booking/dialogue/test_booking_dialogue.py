"""Making an appointment in words: what is asked, offered, read back and stored."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import pytest

from bot.booking.desk import BookingDesk
from bot.gateway.whatsapp.choices import LONGEST_BUTTON
from bot.gateway.whatsapp.length import length
from knowledge.language import Language
from tests.bot.booking.bookings import hong_kong, wish
from tests.bot.booking.dialogue.conftest import Begin
from tests.bot.booking.dialogue.talk import Talk

ALL = "Book acupuncture for tomorrow 3pm, my name is Mei Wong, my number is 9123 4567"


def times(message: dict[str, Any]) -> list[str]:
    return [suggestion["text"] for suggestion in message["suggestions"]]


async def test_everything_at_once_needs_only_the_yes(talk: Talk) -> None:
    asked = await talk.say(ALL)
    for part in ("Acupuncture", "Tuesday 24 November 2026", "15:00", "Mei Wong", "+85291234567"):
        assert part in asked["text"]
    assert "https://clinic.example/privacy" in asked["text"]

    stored = await talk.say("yes")
    assert stored["booking"]["status"] == "booked"
    assert stored["booking"]["reference"] in stored["text"]
    assert talk.draft is None


async def test_nothing_is_stored_before_the_yes(talk: Talk, desk: BookingDesk) -> None:
    await talk.say(ALL)
    assert await desk.ahead_of_conversation(talk.conversation) == []

    await talk.say("no")
    await talk.say("never mind")
    assert await desk.ahead_of_conversation(talk.conversation) == []
    assert talk.draft is None


async def test_a_yes_delivered_twice_books_once(talk: Talk, desk: BookingDesk) -> None:
    await talk.say(ALL)
    draft = talk.draft
    first = await talk.say("yes")
    talk.draft = draft  # the reply was lost, and with it what Rasa was to keep

    again = await talk.say("yes")
    assert again["booking"] == first["booking"]
    assert len(await desk.ahead_of_conversation(talk.conversation)) == 1


@pytest.mark.parametrize("said", [ALL, "are you there?", "no", "no, Wednesday", "mrpf", "never mind"])
async def test_one_who_never_heard_of_the_booking_hears_of_it_whatever_comes_next(
    talk: Talk, desk: BookingDesk, said: str
) -> None:
    await talk.say(ALL)
    draft = talk.draft
    first = await talk.say("yes")
    talk.draft = draft  # the reply was lost

    again = await talk.say(said)
    assert again["booking"] == first["booking"]
    assert again["text"] == first["text"]
    assert talk.draft is None


async def test_free_times_are_offered_before_the_visitor_names_one(talk: Talk) -> None:
    offered = await talk.say("I want cupping")

    assert len(times(offered)) == 3
    assert (await talk.say(times(offered)[1]))["booking"].keys() >= {"date", "time"}


@pytest.mark.parametrize("language", Language)
async def test_every_offered_time_is_understood_when_it_is_pressed(begin: Begin, language: Language) -> None:
    names = {"en": "cupping", "nl": "cupping", "zh-Hant": "拔罐", "zh-Hans": "拔罐"}
    for place in range(3):
        talk = begin(language)
        offered = times(await talk.say(names[language]))
        assert talk.draft is not None
        choice = talk.draft.offered[place]
        shown = (await talk.say(offered[place]))["booking"]

        assert (shown["date"], shown["time"]) == (choice.date.isoformat(), f"{choice.time:%H:%M}")


@pytest.mark.parametrize("language", Language)
async def test_an_offered_time_fits_a_button_of_whatsapps(begin: Begin, language: Language) -> None:
    names = {"en": "cupping", "nl": "cupping", "zh-Hant": "拔罐", "zh-Hans": "拔罐"}
    offered = await begin(language).say(names[language])

    assert all(length(each["title"]) <= LONGEST_BUTTON for each in offered["suggestions"])
    assert all(each["title"].endswith(each["text"][-5:]) for each in offered["suggestions"])


async def test_a_part_of_the_day_takes_no_time_though_one_alone_of_those_offered_lies_in_it(
    talk: Talk,
) -> None:
    offered = times(await talk.say("I want acupuncture"))
    assert [text.endswith("12:00") for text in offered].count(True) == 1
    reply = await talk.say("in the afternoon please")

    assert talk.draft is not None
    assert talk.draft.time is None
    assert len(times(reply)) > 1


async def test_a_taken_time_brings_the_three_nearest_free_ones(talk: Talk, desk: BookingDesk) -> None:
    await desk.book(wish("2026-11-24 15:00"))
    answer = await talk.say(ALL)

    assert times(answer) == [f"Tuesday 24 November {clock}" for clock in ("14:00", "14:15", "15:45")]
    assert (await talk.say("15:45 then"))["booking"]["time"] == "15:45"


async def test_a_time_taken_meanwhile_is_not_given_twice(talk: Talk, desk: BookingDesk) -> None:
    await talk.say(ALL)
    await desk.book(wish("2026-11-24 15:00"))
    answer = await talk.say("yes")

    assert answer["booking"]["status"] == "draft"
    assert len(times(answer)) == 3


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("cupping on Sunday at 3pm", "closed on Sunday 29 November 2026"),
        ("cupping on 25 December at 3pm", "public holiday"),
        ("cupping tomorrow at 8pm", "outside opening hours"),
        (
            "cupping on Saturday afternoon",
            "Saturday 28 November 2026 in the afternoon is outside opening hours",
        ),
        ("cupping tomorrow evening", "Tuesday 24 November 2026 in the evening is outside opening hours"),
        ("cupping today at 10", "two hours' notice"),
        ("cupping on 1 June 2027 at 10", "too far ahead"),
        ("cupping on 31 November", "does not exist"),
        ("cupping yesterday at 3pm", "has passed"),
    ],
)
async def test_what_cannot_be_is_said_and_other_times_are_offered(talk: Talk, said: str, told: str) -> None:
    answer = await talk.say(said)

    assert told in answer["text"]
    assert len(times(answer)) == 3


async def test_a_choice_of_readings_is_asked_and_taken(talk: Talk) -> None:
    asked = await talk.say("cupping on Tuesday or Wednesday at 3pm")
    assert len(times(asked)) == 2
    assert "date" not in asked["booking"]

    assert (await talk.say("the second one"))["booking"]["date"] == "2026-11-25"


async def test_two_failures_to_understand_offer_a_person(talk: Talk) -> None:
    await talk.say("I want cupping")
    first = await talk.say("blargh hmpf")
    second = await talk.say("zzz qqq")

    person = "I would like to talk to a person"
    assert person not in times(first)
    assert person in times(second)
    assert (await talk.say("tomorrow at 3pm"))["booking"]["time"] == "15:00"


async def test_a_number_that_is_none_is_asked_for_again(talk: Talk) -> None:
    await talk.say("cupping tomorrow 3pm, my name is Mei Wong")

    assert "cannot read that" in (await talk.say("12 34 56 7"))["text"]


async def test_a_note_is_kept(talk: Talk, desk: BookingDesk) -> None:
    await talk.say(ALL)
    assert "I am pregnant" in (await talk.say("note: I am pregnant"))["text"]
    await talk.say("yes")

    [made] = await desk.ahead_of_conversation(talk.conversation)
    assert made.note == "I am pregnant"
    assert made.start == hong_kong("2026-11-24 15:00")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.EN, ["never mind", "forget it", "cancel"]),
        (Language.NL, ["laat maar", "toch maar niet", "hoeft niet meer"]),
        (Language.ZH_HANT, ["算啦", "唔使喇", "不用了"]),
        (Language.ZH_HANS, ["算了", "不用了", "取消"]),
    ],
)
async def test_never_mind_leaves_it(begin: Begin, language: Language, words: list[str]) -> None:
    for word in words:
        talk = begin(language)
        await talk.say("cupping")

        assert "booking" not in await talk.say(word)
        assert talk.draft is None


async def test_a_yes_said_a_hundred_times_is_read_at_once(talk: Talk) -> None:
    await talk.say(ALL)
    started = perf_counter()
    await talk.say("that is right yes please all good " * 58 + "?")

    assert perf_counter() - started < 1

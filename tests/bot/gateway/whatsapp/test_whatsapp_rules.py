"""The rules: only text is read, STOP ends it, a changed message counts, a changed number is followed."""

from __future__ import annotations

import pytest

from bot.engine.engine import Reply
from bot.gateway.whatsapp.wishes import Wish, language_of_wish, wish_of
from knowledge.language import Language
from tests.bot.gateway.whatsapp.phone import Phone
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.person import Person

DONE = "SELECT count(*) FROM whatsapp_events WHERE state = 'done'"
KINDS = ["image", "video", "document", "sticker", "audio", "voice"]


async def test_what_is_no_text_is_answered_with_the_ways_to_a_person(phone: Phone, ann: Person) -> None:
    ann.send_media("voice")
    answer = await ann.next_message()

    assert "只看得懂文字" in answer.text
    assert "2526 7908" in answer.text
    assert "自動助理" in answer.text  # the first that this person hears of us
    assert phone.running.engine.turns == []


async def test_it_is_said_once_in_a_row(phone: Phone, ann: Person) -> None:
    for kind in KINDS:
        ann.send_media(kind)
    ann.send_location()
    ann.send_contacts()
    ann.send_unsupported()
    await phone.until(DONE, [(9,)])
    await phone.ask(ann, "hello")
    ann.send_media("image")
    await phone.until("SELECT count(*) FROM whatsapp_replies", [(3,)])
    await phone.until("SELECT count(*) FROM whatsapp_replies WHERE wamid IS NULL", [(0,)])

    told = ["只看得懂文字" in message.text for message in phone.graph.ledger.to("Ann")]
    assert told == [True, False, True]


async def test_it_is_said_in_the_language_of_the_conversation(phone: Phone, graph: FakeGraph) -> None:
    jan = graph.person("Jan", phone="31600000001")
    phone.running.engine.replies = lambda _: Reply([{"text": "Yes.", "kind": "answer"}], {"language": "en"})
    await phone.ask(jan, "English please")
    jan.send_media("image")

    assert "I can only read text" in (await jan.next_message()).text


async def test_a_reaction_gets_nothing(phone: Phone, ann: Person) -> None:
    message = await phone.ask(ann, "hello")
    ann.react(message, "👍")
    await phone.ask(ann, "again")

    assert len(phone.graph.ledger.accepted) == 2


@pytest.mark.parametrize("word", ["STOP", " stop. ", "Afmelden!", "停止", "退订"])
async def test_stop_is_confirmed_once_and_start_resumes(phone: Phone, ann: Person, word: str) -> None:
    await phone.ask(ann, "hello")
    confirmation = await phone.ask(ann, word)
    for text in (word, "is anybody there?"):
        ann.say(text)
    ann.send_media("image")
    await phone.until(DONE, [(5,)])
    welcome = await phone.ask(ann, "開始")
    await phone.ask(ann, "hello again")

    assert "START" in confirmation.text or "開始" in confirmation.text
    assert welcome.text != confirmation.text
    assert [turn.text for turn in phone.running.engine.turns] == ["hello", "hello again"]


async def test_a_red_flag_is_answered_after_stop_too(phone: Phone, ann: Person) -> None:
    await phone.ask(ann, "stop")

    assert "999" in (await phone.ask(ann, "flag: chest-pain")).text


def test_the_word_within_a_sentence_is_no_wish() -> None:
    assert wish_of("please stop the pain") is None
    assert wish_of("when does it start") is None
    assert wish_of("cancel") is None


def test_every_language_has_its_words() -> None:
    words = {"unsubscribe": "en", "afmelden": "nl", "退訂": "zh-Hant", "退订": "zh-Hans"}

    assert {word: language_of_wish(word) for word in words} == {
        word: Language(language) for word, language in words.items()
    }
    assert {wish_of(word) for word in words} == {Wish.STOP}
    assert {wish_of(word) for word in ("Start", "hervatten", "恢復", "恢复")} == {Wish.START}
    assert language_of_wish("stop") is None


async def test_an_edited_message_is_answered_anew_if_it_was_the_last(phone: Phone, ann: Person) -> None:
    ann.say("is it open on Sunday?")
    wamid = ann.say("is it open on Munday?")
    for _ in range(2):
        await ann.next_message()
    ann.edit(wamid, "is it open on Monday?")
    await ann.next_message()
    ann.edit(wamid, "is it open on Monday!")
    await ann.next_message()

    assert [turn.text for turn in phone.running.engine.turns][2:] == [
        "is it open on Monday?",
        "is it open on Monday!",
    ]


async def test_an_edited_message_gets_nothing_once_the_talk_went_on(phone: Phone, ann: Person) -> None:
    wamid = ann.say("is it open on Munday?")
    await ann.next_message()
    await phone.ask(ann, "thanks")
    ann.edit(wamid, "is it open on Monday?")
    await phone.until(DONE, [(3,)])

    assert len(phone.running.engine.turns) == 2
    assert len(phone.graph.ledger.accepted) == 2


async def test_the_text_of_a_deleted_message_is_erased(phone: Phone, ann: Person) -> None:
    wamid = ann.say("my address is a secret")
    await ann.next_message()
    ann.delete(wamid)
    await phone.until(DONE, [(2,)])

    assert phone.rows("SELECT text, fate FROM messages") == [(None, "answered")]


async def test_a_message_deleted_before_its_turn_is_never_answered(phone: Phone, ann: Person) -> None:
    phone.running.engine.gate.clear()
    ann.say("first")
    await phone.running.engine.started.get()
    ann.delete(ann.say("second"))
    await phone.until("SELECT count(*) FROM whatsapp_events WHERE kind = 'MessageDeleted'", [(1,)])
    await phone.graph.settled()
    phone.running.engine.gate.set()
    await phone.until(DONE, [(3,)])

    assert [turn.text for turn in phone.running.engine.turns] == ["first"]


@pytest.mark.parametrize("user", [None, "HK.ann2"])
async def test_a_conversation_follows_its_user_to_another_number(
    phone: Phone, ann: Person, graph: FakeGraph, user: str | None
) -> None:
    await phone.ask(ann, "hello")
    graph.people.move(ann, "85290000009", user=user)
    await phone.until("SELECT phone FROM whatsapp_users", [("85290000009",)])
    await phone.ask(ann, "it is me")

    first, second = phone.running.engine.turns
    assert first.conversation == second.conversation
    assert phone.rows("SELECT bsuid FROM whatsapp_users") == [(user,)]


async def test_somebody_elses_old_number_opens_a_conversation_of_its_own(
    phone: Phone, ann: Person, graph: FakeGraph
) -> None:
    await phone.ask(ann, "hello")
    graph.people._by_address.pop("85290000001")
    newcomer = graph.person("Bo", phone="85290000001", user="HK.bo1")
    await phone.ask(newcomer, "hello")

    first, second = phone.running.engine.turns
    assert first.conversation != second.conversation
    assert phone.rows("SELECT bsuid, phone FROM whatsapp_users ORDER BY bsuid") == [
        ("HK.ann1", None),
        ("HK.bo1", "85290000001"),
    ]


async def test_someone_known_by_number_alone_is_recognised_with_a_bsuid(
    phone: Phone, graph: FakeGraph
) -> None:
    cy = graph.person("Cy", phone="85290000003")
    await phone.ask(cy, "hello")
    cy.user = "HK.cy1"
    await phone.ask(cy, "hello again")
    cy.phone = None
    graph.people._by_address["HK.cy1"] = cy
    await phone.ask(cy, "and again")

    assert len({turn.conversation for turn in phone.running.engine.turns}) == 1
    assert phone.rows("SELECT bsuid, phone FROM whatsapp_users") == [("HK.cy1", "85290000003")]

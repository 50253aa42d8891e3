"""What people get on WhatsApp for what they send."""

from __future__ import annotations

from uuid import UUID

import pytest

from bot.engine.engine import Reply, Turn
from tests.bot.gateway.fakes import ANSWER
from tests.bot.gateway.test_staff_and_erasure import become
from tests.bot.gateway.whatsapp.phone import Phone
from tests.whatsapp.fake_graph.disorder import Disorder
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.person import Person

pytestmark = pytest.mark.asyncio


def saying(*suggestions: str) -> Reply:
    buttons = [{"title": text, "text": f"I want {text}"} for text in suggestions]
    return Reply([{"text": "Which one?", "kind": "booking", "suggestions": buttons}])


async def test_the_first_answer_introduces_the_assistant_and_names_its_sources(
    phone: Phone, ann: Person
) -> None:
    first = await phone.ask(ann, "how long does it take?")
    second = await phone.ask(ann, "and how much?")

    assert "自動助理" in first.text
    assert ANSWER["text"] in first.text
    assert "FAQ" in first.text
    assert "自動助理" not in second.text


async def test_a_turn_carries_the_language_of_the_phone_number(phone: Phone, graph: FakeGraph) -> None:
    for name, number in (("Jan", "31600000001"), ("Li", "8613000000001"), ("Lin", "886900000001")):
        await phone.ask(graph.person(name, phone=number), "hello")

    assert [locale for _, locale in phone.running.decider.asked] == ["nl-NL", "zh-CN", "zh-TW"]


async def test_someone_without_a_phone_number_is_answered(phone: Phone, graph: FakeGraph) -> None:
    someone = graph.person("Bo", user="NL.bo12")

    await phone.ask(someone, "hello")

    assert phone.running.decider.asked[-1][1] == "nl-NL"


async def test_a_button_says_its_text(phone: Phone, ann: Person) -> None:
    phone.running.engine.replies = lambda _: saying("Monday", "Tuesday")
    question = await phone.ask(ann, "book")
    ann.press(question, question.choices[1])
    await ann.next_message()

    assert [turn.text for turn in phone.running.engine.turns] == ["book", "I want Tuesday"]


async def test_a_button_with_a_long_text_says_all_of_it(phone: Phone, ann: Person) -> None:
    long = "tell me everything " * 20
    button = {"title": "Everything", "text": long}
    phone.running.engine.replies = lambda _: Reply(
        [{"text": "What?", "kind": "answer", "suggestions": [button]}]
    )
    question = await phone.ask(ann, "hello")
    ann.press(question, question.choices[0])
    await ann.next_message()

    assert phone.running.engine.turns[-1].text == long


async def test_messages_are_read_and_typing_is_shown_before_the_answer(phone: Phone, ann: Person) -> None:
    wamid = ann.say("hello")
    await ann.next_message()

    assert [(mark.wamid, mark.typing) for mark in phone.graph.ledger.read_marks] == [(wamid, True)]


async def test_a_message_that_comes_twice_is_answered_once(phone: Phone, ann: Person) -> None:
    phone.graph.webhooks.disorder = Disorder(twice=1.0)
    await phone.ask(ann, "hello")
    await phone.ask(ann, "again")
    await phone.graph.settled()

    assert [turn.text for turn in phone.running.engine.turns] == ["hello", "again"]
    assert len(phone.graph.ledger.accepted) == 2


async def test_messages_that_overtake_each_other_are_answered_in_their_order(
    phone: Phone, ann: Person
) -> None:
    said = [f"message {number}" for number in range(6)]
    phone.graph.webhooks.disorder = Disorder(late=0.015, seed=3)
    for text in said:
        ann.say(text)
    for _ in said:
        await ann.next_message()

    assert [turn.text for turn in phone.running.engine.turns] == said


async def test_what_is_stored_is_a_message_of_the_conversation(phone: Phone, ann: Person) -> None:
    await phone.ask(ann, "hello")

    [(channel, text, client_id)] = phone.rows(
        "SELECT channel, text, client_id FROM conversations c JOIN messages m ON m.conversation = c.id"
    )
    assert (channel, text) == ("whatsapp", "hello")
    assert UUID(client_id).version == 5


async def test_no_content_stays_once_it_was_sent(phone: Phone, ann: Person) -> None:
    await phone.ask(ann, "hello")
    await phone.until("SELECT count(*) FROM whatsapp_replies WHERE payload IS NOT NULL", [(0,)])

    assert phone.rows("SELECT state, payload FROM whatsapp_events") == [("done", None)]


async def test_nothing_is_said_while_staff_have_the_conversation(phone: Phone, ann: Person) -> None:
    await phone.ask(ann, "hello")
    await become(phone.running, phone.running.engine.turns[0].conversation, "staff")
    ann.say("is anybody there?")
    ann.send_media("image")
    await phone.until("SELECT count(*) FROM whatsapp_events WHERE state = 'done'", [(3,)])

    assert phone.rows("SELECT count(*) FROM whatsapp_replies") == [(1,)]


async def test_a_turn_of_an_emergency_comes_alone(phone: Phone, ann: Person) -> None:
    warning = await phone.ask(ann, "flag: chest-pain")

    assert "999" in warning.text
    assert "我是診所的自動助理" not in warning.text
    assert phone.running.engine.turns == []


async def test_a_long_answer_comes_in_its_order(phone: Phone, ann: Person) -> None:
    paragraphs = [f"{number} " + "word " * 700 for number in range(4)]
    phone.running.engine.replies = lambda _: Reply([{"text": "\n\n".join(paragraphs), "kind": "answer"}])
    ann.say("everything, please")
    texts = [(await ann.next_message()).text for _ in range(4)]

    assert [text.split("\n")[-1][0] for text in texts] == ["0", "1", "2", "3"]


async def test_each_user_has_a_conversation(phone: Phone, ann: Person, graph: FakeGraph) -> None:
    def echo(turn: Turn) -> Reply:
        return Reply([{"text": f"{turn.text}!", "kind": "answer"}])

    phone.running.engine.replies = echo
    bo = graph.person("Bo", phone="85290000002")
    answers = [await phone.ask(ann, "ann"), await phone.ask(bo, "bo")]

    assert [answer.text.split("\n")[-1] for answer in answers] == ["ann!", "bo!"]
    assert len({turn.conversation for turn in phone.running.engine.turns}) == 2

"""What was stored before the process ended is finished by the next one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine.engine import Reply
from tests.bot.gateway.fakes import FakeEngine
from tests.bot.gateway.whatsapp.phone import Phone, with_number
from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.person import Person

pytestmark = pytest.mark.asyncio


async def test_what_waited_is_answered_after_a_restart(
    off_phone: Phone, ann: Person, graph: FakeGraph
) -> None:
    await off_phone.start(FakeEngine(down=True))
    for text in ("one", "two"):
        ann.say(text)
    await graph.settled()
    await off_phone.stop()
    gateway = await off_phone.start(FakeEngine())
    for _ in range(2):
        await ann.next_message()
    await graph.settled()

    assert [turn.text for turn in gateway.engine.turns] == ["one", "two"]
    assert len(graph.ledger.accepted) == 2


async def test_replies_come_when_the_engine_is_back(phone: Phone, ann: Person) -> None:
    phone.running.engine.down = True
    for text in ("one", "two"):
        ann.say(text)
    await phone.graph.settled()
    await phone.running.engine.started.get()
    phone.running.engine.down = False
    for _ in range(2):
        await ann.next_message()

    answered = [turn.text for turn in phone.running.engine.turns]
    assert (answered[0], answered[-1]) == ("one", "two")
    assert len(phone.graph.ledger.accepted) == 2


async def test_what_the_engine_cannot_answer_while_it_is_there_ends_with_an_excuse(
    phone: Phone, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateway.whatsapp.turns._FIRST_PAUSE", 0.001)
    monkeypatch.setattr("bot.gateway.whatsapp.turns.MOST_ATTEMPTS", 3)
    engine = phone.running.engine
    engine.replies = lambda _: Reply([])  # nothing that can be shown

    assert "2526 7908" in (await phone.ask(ann, "a question that breaks it")).text
    assert len(engine.turns) == 3
    assert phone.rows("SELECT state FROM whatsapp_events") == [("failed",)]


async def test_a_reply_that_was_being_sent_at_the_end_waits_for_a_status(
    off_phone: Phone, ann: Person, graph: FakeGraph, behaviour: Behaviour
) -> None:
    off_phone.settings = with_number(off_phone.settings, graph, unclear_wait=timedelta(seconds=30))
    await off_phone.start()
    behaviour.faults.drop_next()
    await off_phone.ask(ann, "hello")
    await off_phone.stop()
    await off_phone.start()
    await off_phone.until("SELECT state FROM whatsapp_replies", [("read",)])
    await graph.settled()

    assert len(graph.ledger.accepted) == 1


async def test_a_message_that_breaks_us_does_not_block_those_behind_it(
    phone: Phone, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateway.whatsapp.turns._FIRST_PAUSE", 0.001)
    monkeypatch.setattr("bot.gateway.whatsapp.turns.MOST_ATTEMPTS", 2)
    engine = phone.running.engine
    engine.replies = lambda turn: Reply(
        [{"text": ["no"] if turn.text == "break" else "Yes.", "kind": "answer"}]
    )
    monkeypatch.setattr("bot.gateway.outcome.checked_messages", list)
    answers = [await phone.ask(ann, text) for text in ("break", "hello")]

    assert "2526 7908" in answers[0].text
    assert "Yes." in answers[1].text


async def test_a_red_flag_waits_neither_for_the_engine_nor_behind_what_does(
    phone: Phone, ann: Person
) -> None:
    phone.running.engine.down = True
    ann.say("how long does it take?")
    await phone.running.engine.started.get()
    warning = await phone.ask(ann, "flag: chest-pain")
    phone.running.engine.down = False
    answer = await ann.next_message()

    assert "999" in warning.text
    assert "Thirty to sixty minutes." in answer.text


async def test_while_the_engine_is_away_it_is_not_asked_again_and_again(phone: Phone, ann: Person) -> None:
    phone.running.engine.down = True
    ann.say("one")
    await phone.running.engine.started.get()
    for number in range(20):
        ann.say(f"message {number}")
    await phone.until("SELECT count(*) FROM whatsapp_events", [(21,)])

    assert len(phone.running.engine.turns) <= 2
    phone.running.engine.down = False
    for _ in range(21):
        await ann.next_message()

"""A reply arrives once, in its order, or ends as failed where staff see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client import generate_latest

from bot.engine.engine import Reply
from bot.gateway import keys
from bot.settings import Settings
from tests.bot.gateway.conftest import Start
from tests.bot.gateway.fakes import FakeEngine
from tests.bot.gateway.whatsapp.phone import Phone, with_number
from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.person import Person
from tests.whatsapp.fake_graph.statuses import Course

pytestmark = pytest.mark.asyncio

STATES = "SELECT state, failed_reason FROM whatsapp_replies"


def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pause of the sender takes a moment."""
    monkeypatch.setattr("bot.gateway.whatsapp.sending.back_off", lambda _: 0.02)
    monkeypatch.setattr("bot.gateway.whatsapp.sending.AFTER_A_REFUSAL", timedelta(seconds=0.02))


def metrics(phone: Phone) -> str:
    return generate_latest(phone.running.app[keys.METRICS].registry).decode()


async def test_a_reply_goes_on_to_be_read(phone: Phone, ann: Person) -> None:
    await phone.ask(ann, "hello")

    await phone.until(STATES, [("read", None)])


@pytest.mark.parametrize("code", [130429, 131056, 131016])
async def test_what_can_be_tried_again_arrives(
    phone: Phone, ann: Person, behaviour: Behaviour, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    brief(monkeypatch)
    behaviour.faults.fail_next(code, code)
    await phone.ask(ann, "hello")
    await phone.until(STATES, [("read", None)])

    assert len(phone.graph.ledger.accepted) == 1
    assert phone.rows("SELECT attempts FROM whatsapp_replies") == [(3,)]


@pytest.mark.parametrize(("code", "kind"), [(131026, "NotDeliverable"), (131047, "WindowClosed")])
async def test_what_cannot_arrive_fails_where_staff_see_it(
    phone: Phone, ann: Person, behaviour: Behaviour, code: int, kind: str
) -> None:
    behaviour.faults.fail_next(code)
    ann.say("hello")
    await phone.until(STATES, [("failed", f"{kind} {code}")])
    await phone.running.client.get("/readyz")  # it is counted once it is stored

    assert f'meridian_whatsapp_failed_total{{reason="{kind} {code}"}} 1.0' in metrics(phone)
    assert phone.rows("SELECT payload FROM whatsapp_replies") == [(None,)]


async def test_what_failed_lets_the_next_reply_pass(phone: Phone, ann: Person, behaviour: Behaviour) -> None:
    behaviour.faults.fail_next(131026)
    ann.say("hello")
    await phone.until(STATES, [("failed", "NotDeliverable 131026")])

    assert (await phone.ask(ann, "again")).text


async def test_what_meta_reports_as_failed_later_is_seen(
    phone: Phone, ann: Person, behaviour: Behaviour
) -> None:
    behaviour.reported_later = frozenset({131026})
    behaviour.faults.fail_next(131026)
    ann.say("hello")

    await phone.until(STATES, [("failed", "NotDeliverable 131026")])


@pytest.mark.parametrize("code", [190, 131031])
async def test_a_refused_account_stops_sending_until_the_next_try(
    phone: Phone, ann: Person, behaviour: Behaviour, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    brief(monkeypatch)
    behaviour.faults.always = code
    ann.say("hello")
    await phone.graph.ledger.until(lambda ledger: len(ledger.refusals) >= 4)
    behaviour.faults.always = None
    await ann.next_message()

    await phone.until(STATES, [("read", None)])
    assert "meridian_whatsapp_errors_total{" in metrics(phone)


async def test_a_reply_that_meta_took_without_saying_so_is_not_sent_again(
    phone: Phone, ann: Person, behaviour: Behaviour
) -> None:
    behaviour.faults.drop_next()
    await phone.ask(ann, "hello")
    await phone.until(STATES, [("read", None)])
    await phone.ask(ann, "and now?")

    assert phone.graph.ledger.accepted_twice() == []
    assert len(phone.graph.ledger.accepted) == 2


async def test_a_reply_of_which_nothing_is_heard_is_sent_again(
    off_phone: Phone, ann: Person, behaviour: Behaviour
) -> None:
    off_phone.settings = with_number(
        replace(off_phone.settings), off_phone.graph, unclear_wait=timedelta(seconds=0.1)
    )
    behaviour.course = Course(statuses=())
    off_phone.graph._sending._statuses.course = behaviour.course
    await off_phone.start()
    behaviour.faults.drop_next()
    await off_phone.ask(ann, "hello")
    await ann.next_message()

    assert len(off_phone.graph.ledger.accepted_twice()) == 1
    await off_phone.graph.settled()


async def test_replies_of_a_turn_wait_for_those_before_them(
    phone: Phone, ann: Person, behaviour: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief(monkeypatch)
    parts = [f"{number} " + "word " * 800 for number in range(3)]
    phone.running.engine.replies = lambda _: Reply([{"text": "\n\n".join(parts), "kind": "answer"}])
    behaviour.faults.fail_next(131016, 130429)
    ann.say("hello")
    texts = [(await ann.next_message()).text for _ in parts]

    assert [next(number for number in "012" if f"{number} word" in text) for text in texts] == ["0", "1", "2"]


async def test_meta_that_cannot_be_reached_gets_it_later(
    off_phone: Phone, ann: Person, graph: FakeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief(monkeypatch)
    nobody = "http://127.0.0.1:9/v26.0"
    right = off_phone.settings
    off_phone.settings = with_number(off_phone.settings, graph, graph_url=nobody)
    await off_phone.start()
    ann.say("hello")
    await off_phone.until("SELECT state, attempts >= 2 FROM whatsapp_replies", [("waiting", 1)])
    await off_phone.stop()
    off_phone.settings = right
    await off_phone.start()
    await ann.next_message()

    assert len(graph.ledger.accepted) == 1
    await graph.settled()


async def test_a_reply_whose_window_has_closed_is_not_sent(
    start: Start, settings: Settings, graph: FakeGraph, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateway.whatsapp.sending.WINDOW", timedelta(0))
    phone = Phone(graph, with_number(settings, graph), start)
    await phone.start(FakeEngine())
    ann.say("hello")

    await phone.until(STATES, [("failed", "WindowClosed")])
    assert graph.ledger.accepted == []
    await graph.settled()

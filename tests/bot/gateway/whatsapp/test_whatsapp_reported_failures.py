"""Meta takes a message and reports afterwards that it could not be sent on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Row, select

from bot.clock import Clock
from bot.gateway import keys
from bot.gateway.whatsapp.events import ApiError, StatusReported
from bot.gateway.whatsapp.outbox import add_replies, mark_accepted, mark_failed, mark_sending, next_reply
from bot.gateway.whatsapp.reported_failure import Reported
from bot.gateway.whatsapp.status import Status
from bot.gateway.whatsapp.statuses import apply_early, apply_statuses
from bot.gateway.whatsapp.tables import WHATSAPP_REPLIES
from tests.bot.gateway.whatsapp.phone import Phone
from tests.bot.gateway.whatsapp.test_whatsapp_sending import STATES, brief
from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.disorder import Disorder
from tests.whatsapp.fake_graph.faults import RETRYABLE
from tests.whatsapp.fake_graph.person import Person

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
BUSY = 131016
GOES_OUT_AGAIN = [Reported("a", goes_out_again=True)]


def report(status: Status, wamid: str, opaque: str | None = None, code: int = BUSY) -> StatusReported:
    errors = (ApiError(code),) if status is Status.FAILED else ()
    return StatusReported(id=wamid, at=NOW, message=wamid, status=status, opaque=opaque, errors=errors)


def row(connection: Connection) -> Row[tuple[object, ...]]:
    return connection.execute(select(WHATSAPP_REPLIES)).one()


def a_reply(connection: Connection) -> int:
    """A reply that is being sent."""
    add_replies(connection, "a", [{"type": "text"}], now=NOW)
    reply: int = row(connection).id
    assert mark_sending(connection, reply, now=NOW)
    return reply


def tell(connection: Connection, *reports: StatusReported) -> list[Reported]:
    return apply_statuses(connection, reports, now=NOW)


@pytest.mark.parametrize("code", RETRYABLE)
def test_it_waits_as_after_a_refusal_and_goes_out_again(connection: Connection, code: int) -> None:
    mark_accepted(connection, a_reply(connection), "one")

    assert tell(connection, report(Status.FAILED, "one", code=code)) == GOES_OUT_AGAIN
    waiting = next_reply(connection, "a")
    assert waiting is not None
    assert waiting.next_at == NOW + timedelta(seconds=4)
    assert not waiting.is_unclear


@pytest.mark.parametrize("code", [131026, 131047, 131042, 131049, 987654])
def test_what_would_fail_again_is_given_up(connection: Connection, code: int) -> None:
    mark_accepted(connection, a_reply(connection), "one")
    [reported] = tell(connection, report(Status.FAILED, "one", code=code))

    assert str(code) in (reported.failed_reason or "")
    assert next_reply(connection, "a") is None


def test_a_failure_that_is_told_again_does_not_stop_the_next_try(connection: Connection) -> None:
    reply = a_reply(connection)
    mark_accepted(connection, reply, "one")
    tell(connection, report(Status.FAILED, "one", row(connection).opaque))
    mark_sending(connection, reply, now=NOW)
    mark_accepted(connection, reply, "two")

    assert tell(connection, report(Status.FAILED, "one", row(connection).opaque)) == []
    assert tell(connection, report(Status.SENT, "one", row(connection).opaque)) == []
    assert (row(connection).state, next_reply(connection, "a")) == ("accepted", None)


def test_a_failure_may_come_before_the_answer_to_the_request(connection: Connection) -> None:
    reply = a_reply(connection)
    tell(connection, report(Status.FAILED, "one", row(connection).opaque))
    mark_accepted(connection, reply, "one")

    assert apply_early(connection, "one", now=NOW) == []
    assert row(connection).state == "waiting"


def test_a_failure_without_our_id_before_the_answer_counts_once_that_is_there(connection: Connection) -> None:
    reply = a_reply(connection)
    assert tell(connection, report(Status.FAILED, "one"), report(Status.SENT, "one")) == []
    mark_accepted(connection, reply, "one")

    assert apply_early(connection, "one", now=NOW)[-1:] == GOES_OUT_AGAIN
    assert row(connection).state == "waiting"


def test_an_earlier_trys_failure_leaves_a_later_one_that_was_accepted(connection: Connection) -> None:
    reply = a_reply(connection)
    mark_sending(connection, reply, now=NOW)
    mark_accepted(connection, reply, "two")

    assert tell(connection, report(Status.FAILED, "one", row(connection).opaque)) == []
    assert tell(connection, report(Status.FAILED, "zero", row(connection).opaque, code=131026)) == []
    assert row(connection).state == "accepted"


def test_an_earlier_trys_failure_leaves_one_that_is_accepted_after_it(connection: Connection) -> None:
    reply = a_reply(connection)
    mark_sending(connection, reply, now=NOW)
    tell(connection, report(Status.FAILED, "one", row(connection).opaque))
    mark_accepted(connection, reply, "two")

    assert (row(connection).state, next_reply(connection, "a")) == ("accepted", None)


def test_what_was_given_up_stays_so(connection: Connection) -> None:
    reply = a_reply(connection)
    mark_failed(connection, reply, "WindowClosed")

    assert tell(connection, report(Status.FAILED, "one", row(connection).opaque)) == []
    assert row(connection).failed_reason == "WindowClosed"


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_somebody_received_is_never_sent_again(shared_engine, data) -> None:
    told = data.draw(st.permutations([Status.SENT, Status.FAILED, Status.DELIVERED, *Status]))
    with shared_engine.connect() as connection:
        mark_accepted(connection, a_reply(connection), "one")
        opaque = data.draw(st.sampled_from([None, row(connection).opaque]))
        for status in told:
            tell(connection, report(status, "one", opaque))

        assert next_reply(connection, "a") is None
        assert row(connection).state == "read"
        connection.rollback()


async def test_it_arrives_once_though_each_report_comes_twice_and_late(
    phone: Phone, ann: Person, behaviour: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief(monkeypatch)
    monkeypatch.setattr("bot.gateway.whatsapp.reported_failure.back_off", lambda _: 0.02)
    behaviour.reported_later = frozenset(RETRYABLE)
    behaviour.faults.fail_next(131016, 130429, 4)
    phone.graph.webhooks.disorder = Disorder(twice=1.0, late=0.1)
    await phone.ask(ann, "hello")
    await phone.until(STATES, [("read", None)])
    await phone.graph.settled()

    assert len(phone.graph.ledger.accepted) == 4
    assert phone.graph.ledger.accepted_twice() == []
    assert phone.rows("SELECT attempts FROM whatsapp_replies") == [(4,)]


async def test_after_the_window_it_is_given_up(
    phone: Phone, ann: Person, behaviour: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateway.whatsapp.reported_failure.back_off", lambda _: 0.02)
    behaviour.reported_later = frozenset({BUSY})
    behaviour.faults.fail_next(BUSY)
    statuses = phone.graph._sending._statuses
    report_failure = statuses.report_failure

    def after_the_window(*report) -> None:
        monkeypatch.setattr("bot.gateway.whatsapp.sending.WINDOW", timedelta(0))
        report_failure(*report)

    monkeypatch.setattr(statuses, "report_failure", after_the_window)
    ann.say("hello")

    await phone.until(STATES, [("failed", "WindowClosed")])
    assert phone.rows("SELECT payload FROM whatsapp_replies") == [(None,)]


async def test_what_is_said_is_kept_for_a_day_where_nothing_tells_that_it_arrived(
    phone: Phone, ann: Person
) -> None:
    phone.graph._sending._statuses.course = type(phone.graph.behaviour.course)(statuses=("sent",))
    await phone.ask(ann, "hello")
    await phone.until("SELECT state, payload IS NULL FROM whatsapp_replies", [("sent", 0)])
    eraser = phone.running.app[keys.ERASER]
    eraser._clock = Clock(offset=timedelta(hours=25))
    await eraser.sweep()

    assert phone.rows("SELECT state, payload FROM whatsapp_replies") == [("sent", None)]

"""Statuses of replies, in whatever order they come; on every database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from bot.gateway.whatsapp.events import ApiError, StatusReported
from bot.gateway.whatsapp.outbox import add_replies, mark_accepted, mark_sending, next_reply
from bot.gateway.whatsapp.reply_state import ORDER
from bot.gateway.whatsapp.status import Status
from bot.gateway.whatsapp.statuses import apply_early, apply_statuses
from bot.gateway.whatsapp.tables import WHATSAPP_REPLIES

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
WAMID = "wamid.one"
FAR = {Status.SENT: 3, Status.FAILED: 4, Status.DELIVERED: 5, Status.READ: 6, Status.PLAYED: 6}


def report(status: Status, opaque: str | None = None) -> StatusReported:
    errors = (ApiError(131026),) if status is Status.FAILED else ()
    return StatusReported(id=WAMID, at=NOW, message=WAMID, status=status, opaque=opaque, errors=errors)


def a_reply(connection: Connection) -> tuple[int, str]:
    """A reply that is being sent: its row and its opaque id."""
    add_replies(connection, "a", [{"type": "text"}], now=NOW)
    row = connection.execute(
        select(WHATSAPP_REPLIES.c.id, WHATSAPP_REPLIES.c.opaque).order_by(WHATSAPP_REPLIES.c.id.desc())
    ).first()
    assert row is not None
    assert mark_sending(connection, row.id, now=NOW)
    return row.id, row.opaque


def state(connection: Connection, reply: int) -> str:
    return str(
        connection.execute(
            select(WHATSAPP_REPLIES.c.state).where(WHATSAPP_REPLIES.c.id == reply)
        ).scalar_one()
    )


@settings(max_examples=40, deadline=None)
@given(order=st.permutations([*Status, *Status]), accepted_at=st.integers(0, 10), data=st.data())
def test_they_never_go_back_and_none_is_lost(shared_engine, order, accepted_at, data) -> None:
    few = order[: data.draw(st.integers(1, len(order)))]
    with shared_engine.connect() as connection:
        reply, _ = a_reply(connection)
        for position, status in enumerate([*few, None]):
            if position == min(accepted_at, len(few)):
                mark_accepted(connection, reply, WAMID)
                apply_early(connection, WAMID, now=NOW)
            before = ORDER.index(state(connection, reply))
            if status is not None:
                apply_statuses(connection, [report(status)], now=NOW)
            assert ORDER.index(state(connection, reply)) >= before
        assert ORDER.index(state(connection, reply)) == max(FAR[status] for status in few)
        connection.rollback()


@pytest.mark.parametrize("status", Status)
def test_the_opaque_id_says_that_meta_had_it(connection: Connection, status: Status) -> None:
    reply, opaque = a_reply(connection)

    [reported] = apply_statuses(connection, [report(status, opaque)], now=NOW)

    assert ORDER.index(state(connection, reply)) == FAR[status]
    assert next_reply(connection, "a") is None
    assert reported.failed_reason == ("NotDeliverable 131026" if status is Status.FAILED else None)


def test_a_report_of_a_message_that_nobody_knows_changes_nothing(connection: Connection) -> None:
    reply, _ = a_reply(connection)

    assert apply_statuses(connection, [report(Status.READ), report(Status.READ)], now=NOW) == []
    assert state(connection, reply) == "sending"

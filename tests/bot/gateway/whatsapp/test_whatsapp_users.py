"""Who is who, on every database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.gateway.whatsapp.events import NumberChanged, TextReceived
from bot.gateway.whatsapp.inbox import finish, keep, next_event
from bot.gateway.whatsapp.sender import Sender
from bot.gateway.whatsapp.users import follow, home_of, read_user

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=1)
ANN = Sender("HK.ann1", "85290000001")
MOVED = Sender("HK.ann2", "85290000009")


def change(new_phone: str | None, new_user: str | None = None) -> NumberChanged:
    return NumberChanged(id="wamid.c", at=LATER, sender=ANN, new_phone=new_phone, new_user=new_user)


def said(number: int, sender: Sender = ANN, at: datetime = AT) -> TextReceived:
    return TextReceived(id=f"wamid.{number}", at=at, sender=sender, body=f"message {number}")


@pytest.mark.parametrize("seen", [ANN, Sender("HK.ann1"), Sender(None, "85290000001")])
def test_one_of_both_names_is_enough(connection: Connection, seen: Sender) -> None:
    assert home_of(connection, ANN, at=AT) == home_of(connection, seen, at=AT)


def test_a_number_that_belongs_to_someone_else_by_now_begins_anew(connection: Connection) -> None:
    home = home_of(connection, ANN, at=AT)
    other = home_of(connection, Sender("HK.bo1", "85290000001"), at=LATER)

    assert other != home
    former, current = read_user(connection, home), read_user(connection, other)
    assert former is not None
    assert current is not None
    assert (former.phone, current.phone) == (None, "85290000001")


def test_the_window_opens_with_the_latest_message(connection: Connection) -> None:
    for moment in (LATER, AT):
        home = home_of(connection, ANN, at=moment)

    user = read_user(connection, home)
    assert user is not None
    assert user.last_message_at == LATER


def test_a_conversation_follows_to_the_new_number(connection: Connection) -> None:
    home = home_of(connection, ANN, at=AT)

    assert follow(connection, change("85290000009")) == home
    assert home_of(connection, MOVED, at=LATER) == home


def test_a_message_that_overtook_the_change_joins_it(connection: Connection) -> None:
    home = home_of(connection, ANN, at=AT)
    keep(connection, [said(1, MOVED, at=LATER)], now=LATER)
    follow(connection, change("85290000009"))
    waiting = next_event(connection, home)

    assert waiting is not None
    assert waiting.event.id == "wamid.1"
    assert home_of(connection, MOVED, at=LATER) == home


def test_the_former_owner_of_the_new_number_keeps_a_conversation_of_their_own(connection: Connection) -> None:
    former = home_of(connection, Sender("HK.bo1", "85290000009"), at=AT)
    home = home_of(connection, ANN, at=AT)
    follow(connection, change("85290000009"))

    assert home_of(connection, Sender(None, "85290000009"), at=LATER) == home
    assert home_of(connection, Sender("HK.bo1"), at=LATER) == former


def test_a_change_of_somebody_unknown_changes_nothing(connection: Connection) -> None:
    assert follow(connection, change("85290000009")) is None
    assert keep(connection, [change("85290000009")], now=LATER) == set()


def test_an_event_is_kept_once(connection: Connection) -> None:
    first = keep(connection, [said(1), said(1)], now=AT)

    assert len(first) == 1
    assert keep(connection, [said(1)], now=LATER) == set()


def test_events_come_by_metas_time_whatever_the_order_of_their_coming(connection: Connection) -> None:
    [home] = keep(connection, [said(3, at=LATER), said(1), said(2)], now=LATER)
    order = []
    while waiting := next_event(connection, home):
        order.append(waiting.event.id)
        assert finish(connection, waiting.id)
        assert not finish(connection, waiting.id)

    assert order == ["wamid.1", "wamid.2", "wamid.3"]

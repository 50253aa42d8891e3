"""Who is who, on every database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.gateway.whatsapp.events import MessageDeleted, NumberChanged, TextReceived
from bot.gateway.whatsapp.inbox import finish, keep, next_event, waiting_events
from bot.gateway.whatsapp.sender import Sender
from bot.gateway.whatsapp.users import follow, home_of, read_user, set_stopped

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


@pytest.mark.parametrize("stopped", [True, False])
def test_two_conversations_of_one_person_become_one_once_that_is_known(
    connection: Connection, stopped: bool
) -> None:
    by_phone = home_of(connection, Sender(None, "85290000001"), at=AT)
    set_stopped(connection, by_phone, stopped=stopped)
    [by_user] = keep(connection, [said(1, Sender("HK.ann1"))], now=LATER)
    keep(connection, [said(2, Sender(None, "85290000001"))], now=LATER)
    assert keep(connection, [said(3, ANN)], now=LATER) == {by_user}

    user, gone = read_user(connection, by_user), read_user(connection, by_phone)
    assert user is not None
    assert (user.phone, user.stopped, gone) == ("85290000001", stopped, None)
    assert [waiting.event.id for waiting in waiting_events(connection, by_user)] == [
        "wamid.1",
        "wamid.2",
        "wamid.3",
    ]


def test_whoever_said_stop_from_the_new_number_stays_unbothered(connection: Connection) -> None:
    home = home_of(connection, ANN, at=AT)
    set_stopped(connection, home_of(connection, MOVED, at=LATER), stopped=True)
    follow(connection, change("85290000009"))

    user = read_user(connection, home)
    assert user is not None
    assert user.stopped


@pytest.mark.parametrize("deleted_first", [True, False])
def test_a_deleted_message_is_never_answered_whichever_comes_first(
    connection: Connection, deleted_first: bool
) -> None:
    deleted = MessageDeleted(id="wamid.d", at=LATER, sender=ANN, original="wamid.1")
    for event in (deleted, said(1)) if deleted_first else (said(1), deleted):
        keep(connection, [event], now=LATER)
    home = home_of(connection, ANN, at=LATER)

    assert [waiting.event for waiting in waiting_events(connection, home)] == [deleted]


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

"""What is kept of conversations and messages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import Connection, select

from bot.storage.conversations import (
    Conversation,
    ReplyChange,
    Status,
    change_after_reply,
    open_conversation,
)
from bot.storage.erasure import erase_conversation, erase_older_than, mark_forgotten, to_forget
from bot.storage.messages import Fate, InboundMessage, mark_answered, mark_failed, receive
from bot.storage.tables import CONVERSATIONS, MESSAGES
from knowledge.language import Language

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=8)))
HELLO = InboundMessage(channel="website", text="hello", client_id="1")


def opened(connection: Connection, name: str = "a", locale: str | None = None) -> Conversation:
    return open_conversation(connection, name, channel="website", locale=locale, now=NOW)


def test_times_are_kept_in_utc(connection: Connection) -> None:
    opened(connection)

    assert connection.execute(select(CONVERSATIONS.c.created_at)).scalar_one() == NOW.astimezone(UTC)


def test_a_conversation_keeps_what_it_learnt(connection: Connection) -> None:
    opened(connection, locale="nl")
    change_after_reply(connection, "a", ReplyChange(language=Language.NL, noticed=True), now=NOW)
    change_after_reply(connection, "a", ReplyChange(), now=NOW)

    later = open_conversation(
        connection, "a", channel="website", locale=None, now=NOW + timedelta(microseconds=1)
    )
    assert later == Conversation("a", Language.NL, "nl", Status.BOT, True)


def test_a_conversation_is_new_with_its_first_message_only(connection: Connection) -> None:
    first, second = (
        open_conversation(connection, "a", channel="website", locale=None, now=NOW + timedelta(seconds=after))
        for after in (0, 1)
    )

    assert (first.is_new, second.is_new) == (True, False)


def test_a_change_says_who_answers_now(connection: Connection) -> None:
    opened(connection)

    assert change_after_reply(connection, "a", ReplyChange(), now=NOW) is Status.BOT
    assert change_after_reply(connection, "gone", ReplyChange(), now=NOW) is None


def test_a_message_with_a_known_id_is_read_not_stored(connection: Connection) -> None:
    opened(connection)
    first = receive(connection, HELLO, conversation="a", now=NOW)
    mark_answered(connection, first.id, reply="{}", now=NOW)
    again = receive(connection, HELLO, conversation="b", now=NOW)

    assert (again.id, again.conversation, again.fate, again.reply) == (first.id, "a", Fate.ANSWERED, "{}")


def test_messages_without_an_id_are_each_stored(connection: Connection) -> None:
    opened(connection)
    message = InboundMessage(channel="website", text="hello")

    first = receive(connection, message, conversation="a", now=NOW)
    assert receive(connection, message, conversation="a", now=NOW).id != first.id


def test_a_failed_message_keeps_its_text(connection: Connection) -> None:
    opened(connection)
    message = receive(connection, HELLO, conversation="a", now=NOW)
    mark_failed(connection, message.id, now=NOW)

    assert connection.execute(select(MESSAGES.c.text, MESSAGES.c.fate)).one() == ("hello", "failed")


def test_an_erased_message_is_not_written_any_more(connection: Connection) -> None:
    opened(connection)
    message = receive(connection, HELLO, conversation="a", now=NOW)
    erase_conversation(connection, "a", reply="erased", now=NOW)
    mark_answered(connection, message.id, reply="late", now=NOW)

    assert connection.execute(select(MESSAGES.c.text, MESSAGES.c.reply)).one() == (None, "erased")


def test_what_the_engine_must_forget_waits_until_it_has(connection: Connection) -> None:
    for name in ("a", "b"):
        opened(connection, name)
        erase_conversation(connection, name, reply="", now=NOW)
    erase_conversation(connection, "a", reply="", now=NOW + timedelta(seconds=1))

    assert to_forget(connection) == ["b", "a"]
    mark_forgotten(connection, "b")
    assert to_forget(connection) == ["a"]


def test_age_erases_messages_also_of_conversations_that_go_on(connection: Connection) -> None:
    opened(connection)
    receive(connection, HELLO, conversation="a", now=NOW - timedelta(days=91))
    fresh = receive(connection, InboundMessage(channel="website", text="b"), conversation="a", now=NOW)

    assert erase_older_than(connection, NOW - timedelta(days=90), now=NOW) == 1
    assert connection.execute(select(MESSAGES.c.id)).scalars().all() == [fresh.id]
    assert to_forget(connection) == []

"""What the engine's effects do: handing over to staff, and erasing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, update

from bot.clock import Clock
from bot.engine.engine import Reply, Turn
from bot.gateway import keys
from bot.settings import Settings
from bot.storage.tables import CONVERSATIONS
from tests.bot.gateway.conftest import Gateway, Start
from tests.bot.gateway.fakes import ANSWER, FakeEngine

pytestmark = pytest.mark.asyncio

ERASED = {"text": "Everything is deleted.", "kind": "smalltalk"}


def set_status(connection: Connection, conversation: str, status: str) -> None:
    statement = update(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation).values(status=status)
    connection.execute(statement)


async def become(gateway: Gateway, conversation: str, status: str) -> None:
    await gateway.app[keys.DATABASE].run(set_status, conversation, status)


def stored(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(settings.var / "meridian.db")) as connection:
        return list(connection.execute(query))


def erasing(turn: Turn) -> Reply:
    erase = turn.text == "delete my data"
    return Reply([ERASED], {"erase": True}) if erase else Reply([dict(ANSWER)])


async def test_asking_for_a_person_marks_the_conversation(gateway: Gateway, settings: Settings) -> None:
    gateway.engine.replies = lambda _: Reply([{"text": "Of course.", "kind": "handoff"}], {"handoff": True})
    await gateway.chat(conversation="a")
    gateway.engine.replies = lambda _: Reply([dict(ANSWER)])
    await gateway.chat(conversation="a")

    assert stored(settings, "SELECT needs_staff, status FROM conversations") == [(1, "bot")]


async def test_the_bot_is_silent_while_staff_have_the_conversation(
    gateway: Gateway, settings: Settings
) -> None:
    await gateway.chat(conversation="a")
    await become(gateway, "a", "staff")

    reply = await gateway.chat("is anybody there?", conversation="a")

    assert reply == {"conversation": "a", "language": "en", "messages": []}
    assert len(gateway.engine.turns) == 1
    assert ("is anybody there?", "answered") in stored(settings, "SELECT text, fate FROM messages")


async def test_a_reply_is_held_back_when_staff_take_over_meanwhile(start: Start) -> None:
    gateway = await start(TakenOver())
    gateway.engine.gateway = gateway  # type: ignore[attr-defined]

    assert (await gateway.chat(conversation="a"))["messages"] == []


class TakenOver(FakeEngine):
    """An engine during whose work staff take the conversation over."""

    gateway: Gateway

    async def answer(self, turn: Turn) -> Reply:
        """The usual answer, too late."""
        await become(self.gateway, turn.conversation, "staff")
        return await super().answer(turn)


async def test_a_closed_conversation_opens_again(gateway: Gateway, settings: Settings) -> None:
    await gateway.chat(conversation="a")
    await become(gateway, "a", "closed")

    assert (await gateway.chat(conversation="a"))["messages"]
    assert stored(settings, "SELECT status FROM conversations") == [("bot",)]


async def test_silence_of_the_engine_is_a_failure(gateway: Gateway) -> None:
    for messages in (
        [],
        [{"text": "", "kind": "answer"}],
        [{"text": "x", "kind": "odd"}],
        [{"kind": "answer"}],
    ):
        gateway.engine.replies = lambda _, messages=messages: Reply(messages)  # type: ignore[misc]
        assert (await gateway.post(text="hello")).status == 503


async def test_erasing_leaves_no_text_and_no_conversation(gateway: Gateway, settings: Settings) -> None:
    gateway.engine.replies = erasing
    await gateway.chat("my back hurts", conversation="a", id=str(uuid4()))
    await gateway.chat("my knee hurts", conversation="a")
    await gateway.chat("delete my data", conversation="b")
    reply = await gateway.chat("delete my data", conversation="a", id=str(uuid4()))

    assert reply["messages"] == [ERASED]
    assert gateway.engine.forgotten == ["b", "a"]
    assert stored(settings, "SELECT * FROM conversations") == []
    assert stored(settings, "SELECT DISTINCT text, conversation FROM messages") == [(None, None)]
    assert b"my knee hurts" not in database_bytes(settings.var)


def database_bytes(folder: Path) -> bytes:
    with closing(sqlite3.connect(folder / "meridian.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return b"".join(path.read_bytes() for path in folder.glob("meridian.db*"))


async def test_what_is_sent_again_after_erasing_does_not_come_back(
    gateway: Gateway, settings: Settings
) -> None:
    gateway.engine.replies = erasing
    earlier, erasure = str(uuid4()), str(uuid4())
    await gateway.chat("my back hurts", conversation="a", id=earlier)
    reply = await gateway.chat("delete my data", conversation="a", id=erasure)

    assert await gateway.chat("delete my data", conversation="a", id=erasure) == reply
    assert await gateway.chat("my back hurts", conversation="a", id=earlier) == reply
    assert stored(settings, "SELECT DISTINCT text FROM messages") == [(None,)]
    assert len(gateway.engine.turns) == 2


async def test_the_conversation_id_can_be_used_anew_after_erasing(gateway: Gateway) -> None:
    gateway.engine.replies = erasing
    await gateway.chat("delete my data", conversation="a")

    assert [message["kind"] for message in (await gateway.chat(conversation="a"))["messages"]] == [
        "notice",
        "answer",
    ]


async def test_what_the_engine_could_not_forget_it_forgets_later(start: Start) -> None:
    engine = Forgetful(replies=erasing)
    gateway = await start(engine)
    await gateway.chat("delete my data", conversation="a")
    assert engine.forgotten == []

    engine.down = False
    await gateway.app[keys.ERASER].sweep()
    await gateway.app[keys.ERASER].sweep()

    assert engine.forgotten == ["a"]


class Forgetful(FakeEngine):
    """An engine that goes away right after its answer."""

    async def answer(self, turn: Turn) -> Reply:
        """Answer, then be down."""
        reply = await super().answer(turn)
        self.down = True
        return reply


async def test_transcripts_older_than_the_retention_period_are_erased_at_the_start(
    start: Start, settings: Settings
) -> None:
    now = Clock().now()
    old = await start(clock=Clock.starting_at(now - timedelta(days=91)))
    await old.chat("long ago", conversation="a")
    await old.client.close()
    recent = await start(clock=Clock.starting_at(now - timedelta(days=89)))
    await recent.chat("lately", conversation="b")
    await recent.client.close()
    gateway = await start()
    await gateway.app[keys.ERASER].sweep()

    assert stored(settings, "SELECT text FROM messages") == [("lately",)]
    assert stored(settings, "SELECT id FROM conversations") == [("b",)]
    assert set(gateway.engine.forgotten) == {"a"}  # by the sweep at the start, or by this one

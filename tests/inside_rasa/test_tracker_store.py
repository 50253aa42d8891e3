"""The tracker store gives back what was said, from memory or from the database, and forgets it on request."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.constants import SESSION_START_METADATA_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.rasa.tracker_store import LastingSqliteTrackerStore
from knowledge.sentence_vector import SENTENCE_VECTOR

DOMAIN = Domain.from_dict(
    {
        "version": "3.1",
        "intents": ["ask"],
        "slots": {"topic": {"type": "any", "mappings": [{"type": "custom"}]}},
        "actions": ["action_answer"],
    }
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tracker.db"


@pytest.fixture
def store(path: Path) -> LastingSqliteTrackerStore:
    return LastingSqliteTrackerStore(domain=DOMAIN, db=str(path))


async def say(
    store: TrackerStore, text: str, *, conversation: str = "c", save: bool = True, begins: bool = False
) -> None:
    """One turn as Rasa takes it: read the tracker, begin a session if need be, add events, save it."""
    tracker = await store.get_or_create_tracker(conversation, append_action_listen=False)
    if begins:
        metadata = SlotSet(SESSION_START_METADATA_SLOT, {"language": "en"})
        start = [metadata, ActionExecuted("action_session_start"), SessionStarted()]
        tracker.update_with_events(start, DOMAIN)
    parse_data: Any = {"intent": {"name": "ask"}, "text": text, SENTENCE_VECTOR: {"float32": "AAAA"}}
    tracker.update_with_events(
        [
            UserUttered(text, {"name": "ask"}, parse_data=parse_data),
            ActionExecuted("action_answer"),
            BotUttered(f"about {text}"),
            SlotSet("topic", text),
            ActionExecuted("action_listen"),
        ],
        DOMAIN,
    )
    if save:
        await store.save(tracker)
    if isinstance(store, LastingSqliteTrackerStore):
        store.write()  # as the channel does once the answer has left


def texts(tracker: DialogueStateTracker | None) -> list[str]:
    assert tracker is not None
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def rows(path: Path, columns: str = "data") -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT {columns} FROM events ORDER BY id").fetchall()


async def test_turn_after_turn_every_event_is_stored_once_and_in_order(store, path):
    for text in ("one", "two", "three"):
        await say(store, text)

    assert [name for (name,) in rows(path, "type_name")] == ["user", "action", "bot", "slot", "action"] * 3
    assert texts(await store.retrieve("c")) == ["one", "two", "three"]


async def test_the_answer_does_not_wait_for_the_database(store, path):
    await say(store, "one")
    tracker = await store.retrieve("c")
    tracker.update(UserUttered("two", {"name": "ask"}), DOMAIN)

    await store.save(tracker)

    assert len(rows(path)) == 5
    assert texts(await store.retrieve("c")) == ["one", "two"]


async def test_conversations_saved_at_once_are_written_together(store, path):
    for conversation in ("a", "b"):
        await say(store, "one", conversation=conversation)
    for conversation in ("a", "b"):
        tracker = await store.retrieve(conversation)
        tracker.update(UserUttered("two", {"name": "ask"}), DOMAIN)
        await store.save(tracker)

    store.write()

    assert len(rows(path)) == 12


async def test_a_tracker_that_is_kept_no_more_is_written_before_it_is_read(store, monkeypatch):
    await say(store, "one")
    monkeypatch.setattr("bot.engine.rasa.tracker_store._KEPT", 0)
    tracker = await store.retrieve("c")
    tracker.update(UserUttered("two", {"name": "ask"}), DOMAIN)

    await store.save(tracker)

    assert texts(await store.retrieve("c")) == ["one", "two"]


async def test_what_could_not_be_written_is_written_with_the_next_turn(store, path):
    await say(store, "one")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE events RENAME TO away")
    await say(store, "two")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO events")

    await say(store, "three")

    assert len(rows(path)) == 15
    assert texts(await SQLTrackerStore(domain=DOMAIN, db=str(path)).retrieve("c")) == ["one", "two", "three"]


async def test_what_waits_to_be_written_is_forgotten_too(store, path):
    await say(store, "one")
    tracker = await store.retrieve("c")
    tracker.update(UserUttered("two", {"name": "ask"}), DOMAIN)
    await store.save(tracker)

    store.forget("c")
    store.write()

    assert rows(path) == []


async def test_a_new_conversation_is_not_looked_up(store, path, monkeypatch):
    async def look_up(*_: object) -> None:
        pytest.fail("looked up")

    monkeypatch.setattr(SQLTrackerStore, "retrieve", look_up)
    with store.new("c"):
        await say(store, "one")

    assert texts(await store.retrieve("c")) == ["one"]
    assert len(rows(path)) == 5


async def test_the_second_message_of_a_conversation_needs_no_database(store, monkeypatch):
    async def look_up(*_: object) -> None:
        pytest.fail("looked up")

    monkeypatch.setattr(SQLTrackerStore, "retrieve", look_up)
    with store.new("c"):
        await say(store, "one", begins=True)
    await say(store, "two")

    assert texts(await store.retrieve("c")) == ["one", "two"]


async def test_what_a_conversation_said_since_it_was_new_is_not_lost_in_the_same_turn(store):
    with store.new("c"):
        await say(store, "one")
        await say(store, "two")

    assert texts(await store.retrieve("c")) == ["one", "two"]


async def test_a_conversation_is_looked_up_again_after_its_first_turn(store, path):
    with store.new("c"):
        await say(store, "one")
    again = LastingSqliteTrackerStore(domain=DOMAIN, db=str(path))

    assert texts(await again.retrieve("c")) == ["one"]


async def test_rasas_own_store_reads_the_same_from_the_database(store, path):
    for text in ("one", "two"):
        await say(store, text)

    read = await SQLTrackerStore(domain=DOMAIN, db=str(path)).retrieve("c")

    kept = await store.retrieve("c")
    assert [event.as_dict() for event in read.events] == [event.as_dict() for event in kept.events]
    assert read.current_slot_values() == kept.current_slot_values()
    assert read.get_slot("topic") == "two"


async def test_rows_have_the_columns_that_rasas_own_store_fills(store, path, tmp_path):
    own = SQLTrackerStore(domain=DOMAIN, db=str(tmp_path / "own.db"))
    await say(store, "one")
    await say(own, "one")

    columns = "sender_id, type_name, intent_name, action_name"
    assert rows(path, columns) == rows(tmp_path / "own.db", columns)


async def test_a_turn_that_failed_before_it_was_saved_leaves_nothing(store):
    await say(store, "one")
    await say(store, "lost", save=False)

    await say(store, "two")

    assert texts(await store.retrieve("c")) == ["one", "two"]


async def test_a_first_turn_that_failed_leaves_nothing(store):
    await say(store, "lost", save=False)

    await say(store, "one")

    assert texts(await store.retrieve("c")) == ["one"]


async def test_another_process_goes_on_where_this_one_ended(store, path):
    await say(store, "one")

    again = LastingSqliteTrackerStore(domain=DOMAIN, db=str(path))
    await say(again, "two")

    assert texts(await again.retrieve("c")) == ["one", "two"]
    assert len(rows(path)) == 10


async def test_a_new_session_is_read_without_the_sessions_before_it(store, path):
    await say(store, "old")
    tracker = await store.retrieve("c")
    tracker.update_with_events([ActionExecuted("action_session_start"), SessionStarted()], DOMAIN)
    await store.save(tracker)
    await say(store, "new")

    assert texts(await store.retrieve("c")) == ["new"]
    assert texts(await store.retrieve_full_tracker("c")) == ["old", "new"]
    assert len(rows(path)) == 12


async def test_conversations_beyond_those_that_are_kept_are_read_from_the_database(store, monkeypatch):
    monkeypatch.setattr("bot.engine.rasa.tracker_store._KEPT", 2)
    for number in range(8):
        await say(store, f"first {number}", conversation=str(number))
    for number in range(8):
        await say(store, f"second {number}", conversation=str(number))

    for number in range(8):
        assert texts(await store.retrieve(str(number))) == [f"first {number}", f"second {number}"]


async def test_the_sentence_vector_is_not_stored(store, path):
    await say(store, "one")

    assert not any(SENTENCE_VECTOR in data for (data,) in rows(path))


async def test_what_is_forgotten_is_gone_from_memory_and_database(store, path):
    await say(store, "mine")
    await say(store, "another's", conversation="other")

    store.forget("c")

    assert await store.retrieve("c") is None
    assert texts(await store.retrieve("other")) == ["another's"]
    await say(store, "back again")
    assert texts(await store.retrieve("c")) == ["back again"]


async def test_a_first_turn_that_fails_leaves_nothing_where_rasa_wraps_the_store(store):
    wrapped = FailSafeTrackerStore(store)

    await say(wrapped, "lost", save=False)
    await say(wrapped, "again")

    assert texts(await store.retrieve("c")) == ["again"]

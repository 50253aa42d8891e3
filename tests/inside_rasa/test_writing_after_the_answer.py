"""When a turn that Rasa has answered is written: behind its answer, whoever waits and whatever stops."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from sanic.touchup import TouchUp
from yarl import URL

from bot.engine.engine import EngineUnavailable, Turn
from bot.engine.rasa.tracker_store import LastingSqliteTrackerStore
from bot.engine.rasa_client import RasaClient
from bot.settings import Settings
from knowledge.language import Language
from tests.inside_rasa.served_channel import Say, StandInAgent, agent, rewrite_once, say_hello, server_of

TURN = Turn("c-1", "how long is it?", Language.EN)


def turn_of(store: LastingSqliteTrackerStore, may_end: asyncio.Event | None = None) -> Say:
    """What a turn comes to that is saved as Rasa saves it, once it may."""

    async def say_and_save(message: UserMessage) -> None:
        await say_hello(message)
        tracker = await store.get_or_create_tracker(message.sender_id)
        tracker.update(UserUttered(message.text))
        if may_end:
            await may_end.wait()
        await store.save(tracker)

    return say_and_save


def written_in(store: LastingSqliteTrackerStore, text: str) -> asyncio.Event:
    """Set once the database has an event with this text."""
    written = asyncio.Event()

    def note(*arguments: Any) -> None:
        if text in str(arguments[3]):
            written.set()

    sa.event.listen(store.engine, "after_cursor_execute", note)
    return written


async def test_a_turn_is_written_without_another_one_after_it(serve, store):
    client = await serve(StandInAgent(turn_of(store), store))
    written = written_in(store, TURN.text)

    await client.answer(TURN)

    await asyncio.wait_for(written.wait(), 5)


async def test_a_turn_is_written_though_nobody_waits_for_its_answer(serve, store):
    may_end = asyncio.Event()
    client = await serve(StandInAgent(turn_of(store, may_end), store))
    written = written_in(store, TURN.text)
    async with RasaClient(Settings(engine_port=URL(client._base).port, engine_timeout=0.2)) as impatient:
        with pytest.raises(EngineUnavailable):
            await impatient.answer(TURN)
    await client.is_ready()  # asked later, so that the server has seen by then who hung up

    may_end.set()

    await asyncio.wait_for(written.wait(), 5)


async def test_what_waits_to_be_written_is_written_when_rasa_stops(store, actions, tmp_path, monkeypatch):
    monkeypatch.setattr(TouchUp, "run", rewrite_once)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = await server_of(agent(store, actions.port), listening)
        tracker = await store.get_or_create_tracker("c-1")
        tracker.update(UserUttered("my back hurts"))
        await store.save(tracker)

        await server.after_stop()
        server.close()

    again = LastingSqliteTrackerStore(Domain.empty(), db=str(tmp_path / "tracker.db"))
    assert (await again.retrieve("c-1")).latest_message.text == "my back hurts"


async def test_rasa_stops_also_where_nothing_was_loaded(monkeypatch):
    monkeypatch.setattr(TouchUp, "run", rewrite_once)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = await server_of(None, listening)

        await server.after_stop()
        server.close()

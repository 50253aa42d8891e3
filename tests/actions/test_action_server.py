"""The action server, asked over loopback HTTP as Rasa asks it."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from sanic import Sanic

from actions import __main__ as commands
from actions.__main__ import all_actions, build, main
from bot.booking.desk import BookingDesk
from bot.clock import Clock
from bot.settings import Settings
from knowledge.encoder import EMBEDDED
from knowledge.language import Language
from knowledge.library import Library
from knowledge.sentence_vector import unpack_vector
from tests.actions.rasa_side import domain_actions, responses

_MONDAY = Clock.starting_at(datetime.fromisoformat("2026-11-23T10:00:00+08:00"))


@pytest_asyncio.fixture
async def server(library: Library, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a running action server."""
    app = build(library, _MONDAY, Settings(var=tmp_path))
    listening = socket.create_server(("127.0.0.1", 0))
    running = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    assert running is not None
    await running.startup()
    await running.before_start()
    await running.start_serving()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    running.close()
    await running.wait_closed()
    Sanic.unregister_app(app)


def call(action: str, text: str, language: Language, **slots: Any) -> dict[str, Any]:
    """What Rasa posts to have an action run."""
    return {
        "next_action": action,
        "sender_id": "a-conversation",
        "version": "3.6.21",
        "domain": {},
        "tracker": {
            "sender_id": "a-conversation",
            "slots": {"topic": None, "language": str(language), **slots},
            "latest_message": {
                "text": text,
                "intent": {"name": "ask_session", "confidence": 0.9},
                "entities": [],
                "metadata": {"language": str(language)},
            },
            "events": [],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": "action_listen",
        },
    }


async def test_every_action_answers_over_http(server: str, library: Library) -> None:
    asked = {
        Language.EN: "How long does a session take?",
        Language.NL: "Hoelang duurt een sessie?",
        Language.ZH_HANT: "一次療程要多久？",
        Language.ZH_HANS: "一次治疗要多长时间？",
    }
    async with aiohttp.ClientSession(server) as client:
        for language, text in asked.items():
            body = call("action_answer_question", text, language)
            async with client.post("/webhook", json=body) as response:
                assert response.status == 200
                reply = await response.json()
            (message,) = reply["responses"]
            assert message["custom"]["topic"] == "session/length"
            assert [(e["event"], e["name"], e.get("value")) for e in reply["events"]] == [
                ("slot", "topic", "session/length"),
                ("followup", "action_listen", None),
            ]

        for action in domain_actions():
            async with client.post("/webhook", json=call(action, "hello", Language.NL)) as response:
                assert response.status == 200, action
                reply = await response.json()
            named = [message["response"] for message in reply["responses"] if message["response"]]
            assert set(named) <= set(responses())
            assert reply["responses"] or reply["events"]

        async with client.post("/prepare", json={"text": "hello"}) as response:
            assert response.status == 200
            vector = unpack_vector((await response.json())["vector"], EMBEDDED)
            assert vector is not None
            assert vector.tolist() == library.retriever._encoder.encode(["hello"])[0].tolist()
        # The next answer of a server that does one thing at a time comes when the reading is done.
        async with client.get("/health") as response:
            read = dict(library.retriever._readings)
        library.retriever.retrieve("hello", Language.EN)
        assert read.keys() == library.retriever._readings.keys()
        async with client.post("/prepare", data=b"no json") as response:
            assert response.status == 400
        async with client.post("/webhook", json=call("action_unheard_of", "x", Language.EN)) as response:
            assert response.status == 404
        async with client.get("/health") as response:
            assert (response.status, await response.json()) == (200, {"status": "ok"})


def test_the_actions_of_the_domain_are_those_that_run(library: Library, tmp_path: Path) -> None:
    clinic = library.retriever.index.catalogue.clinic
    desk = BookingDesk(Settings(var=tmp_path), lambda: clinic, _MONDAY)
    names = [action.name() for action in all_actions(library, _MONDAY, desk, "https://clinic.example")]

    # bot/nlu/importer.py adds the one that answers questions to the domain.
    assert sorted(names) == sorted([*domain_actions(), "action_answer_question"])
    assert all(name.startswith(("action_", "validate_")) for name in names)


@pytest.mark.parametrize("name", sorted(responses()))
def test_every_response_speaks_all_four_languages(name: str) -> None:
    conditions = [one["condition"][0]["value"] for one in responses()[name] if "condition" in one]

    assert sorted(conditions) == sorted(str(one) for one in Language if one is not Language.EN)
    assert len([one for one in responses()[name] if "condition" not in one]) == 1
    assert len({one["text"] for one in responses()[name]}) == 4
    assert len({one["metadata"]["kind"] for one in responses()[name]}) == 1
    assert len({len(one.get("buttons", [])) for one in responses()[name]}) == 1


def test_without_a_training_it_ends_with_2_and_says_what_is_missing(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("MERIDIAN_VAR", str(tmp_path))
    monkeypatch.setattr(commands, "configure_logs", lambda *_: None)

    assert main() == 2
    assert "when.npz is missing; train first: make train" in capsys.readouterr().err

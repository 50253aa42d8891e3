"""Whole conversations about appointments, each against an empty calendar."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.system.assistant import Assistant
from tests.system.booking_script import ALL, Played, Script
from tests.system.chat import Visitor, told

pytestmark = pytest.mark.system


def empty_calendar(assistant: Assistant) -> None:
    with closing(sqlite3.connect(assistant.var / "meridian.db", timeout=10)) as connection:
        for table in ("occupancy", "appointment_history", "appointments"):
            connection.execute(f"DELETE FROM {table}")
        connection.commit()


@pytest.mark.parametrize("script", ALL, ids=lambda script: f"{script.language}: {script.name}")
async def test_the_conversation_goes_as_written(
    assistant: Assistant, visitor: Visitor, script: Script
) -> None:
    empty_calendar(assistant)
    played, conversation = Played(), visitor.conversation(script.language)
    for turn in script.turns:
        if turn.get("new"):
            conversation = visitor.conversation(script.language)
        reply = await conversation.say(played.text(turn))

        played.check(turn, told(reply))
        assert reply["language"] == script.language

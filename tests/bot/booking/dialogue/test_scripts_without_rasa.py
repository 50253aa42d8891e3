"""The scripted conversations, with the dialogue alone: what is understood needs no classifier."""

from __future__ import annotations

import pytest

from tests.bot.booking.dialogue.conftest import Begin
from tests.system.booking_script import ALL, Played, Script


@pytest.mark.parametrize("script", ALL, ids=lambda script: f"{script.language}: {script.name}")
async def test_the_dialogue_goes_as_written(begin: Begin, script: Script) -> None:
    played, talk = Played(), begin(script.language)
    for turn in script.turns:
        if turn.get("new"):
            talk = begin(script.language)
        expected = (
            turn | {"kinds": ["answer", "booking"]} if "kinds" in turn and len(turn["kinds"]) > 1 else turn
        )
        played.check(expected, await talk.all(played.text(turn)))

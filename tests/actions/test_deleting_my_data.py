"""A conversation is deleted once its user has confirmed it, and kept when the user says no."""

from __future__ import annotations

import pytest

from actions.action import LocalAction
from actions.my_data import AskDelete, DeleteMyData, KeepMyData
from knowledge.language import Language
from tests.actions.rasa_side import perform, tracker


@pytest.mark.parametrize("language", Language)
async def test_it_asks_before_anything_is_deleted(language: Language) -> None:
    turn = await perform(AskDelete(), tracker("delete my data", language))

    assert turn.message["kind"] == "smalltalk"
    assert len(turn.message["suggestions"]) == 2
    assert turn.slots == {"awaiting": "deletion"}
    assert turn.effects == {}


@pytest.mark.parametrize("language", Language)
async def test_a_yes_erases_the_conversation(language: Language) -> None:
    turn = await perform(DeleteMyData(), tracker("yes", language, {"awaiting": "deletion"}))

    assert turn.message["kind"] == "notice"
    assert turn.effects == {"erase": True}
    assert turn.slots == {"awaiting": "nothing"}


@pytest.mark.parametrize("language", Language)
async def test_a_no_keeps_everything(language: Language) -> None:
    turn = await perform(KeepMyData(), tracker("no", language, {"awaiting": "deletion"}))

    assert turn.message["kind"] == "smalltalk"
    assert turn.effects == {}
    assert turn.slots == {"awaiting": "nothing"}


@pytest.mark.parametrize("action", [AskDelete(), DeleteMyData(), KeepMyData()])
async def test_each_language_has_its_own_words(action: LocalAction) -> None:
    texts = {(await perform(action, tracker("x", language))).message["text"] for language in Language}
    assert len(texts) == 4

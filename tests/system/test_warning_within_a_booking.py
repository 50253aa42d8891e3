"""A red flag in the middle of a booking is an emergency all the same; then the booking goes on."""

from __future__ import annotations

import pytest

from knowledge.language import Language
from tests.system.chat import Visitor, told
from tests.system.test_warnings import ALL_CLEAR, DANGER

pytestmark = pytest.mark.system

BEGUN = {
    Language.EN: "I'd like to book cupping for tomorrow at 4pm",
    Language.NL: "Ik wil graag morgen om 16 uur cupping boeken",
    Language.ZH_HANT: "我想約聽日下晝四點拔罐",
    Language.ZH_HANS: "我想约明天下午四点拔罐",
}
PERSON = {
    Language.EN: "my name is Mei Wong, 9123 4567",
    Language.NL: "ik heet Els de Boer, 9123 4567",
    Language.ZH_HANT: "我叫陳大文，9123 4567",
    Language.ZH_HANS: "我叫王小明，9123 4567",
}


@pytest.mark.parametrize("language", Language)
async def test_after_the_warning_the_form_is_where_it_was(visitor: Visitor, language: Language) -> None:
    conversation = visitor.conversation(language.value)
    begun = told(await conversation.say(BEGUN[language]))[-1]["booking"]
    assert (begun["status"], begun["service"], begun["time"]) == ("draft", "cupping", "16:00")

    warned = await conversation.say(DANGER[language])
    assert [message["kind"] for message in warned["messages"]] == ["emergency"]
    cleared = await conversation.say(ALL_CLEAR[language])
    assert [message["kind"] for message in cleared["messages"]] == ["notice"]

    went_on = told(await conversation.say(PERSON[language]))[-1]["booking"]
    assert went_on == begun

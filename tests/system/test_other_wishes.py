"""What a visitor gets who says something else than a question."""

from __future__ import annotations

import pytest

from knowledge.catalogue import Catalogue
from knowledge.language import Language
from tests.system.chat import Conversation, Visitor, kinds, told
from tests.system.sentences import SENTENCES

pytestmark = pytest.mark.system


@pytest.mark.parametrize("language", Language)
async def test_small_talk_gets_small_talk_of_its_own(visitor: Visitor, language: Language) -> None:
    texts = SENTENCES[language]
    said = (texts.greeting, texts.goodbye, texts.thanks, texts.help, texts.bot_challenge, texts.complaint)
    replies = [await visitor.conversation(locale=language).say(text) for text in said]

    assert [kinds(reply) for reply in replies] == [["smalltalk"]] * len(said)
    assert [reply["language"] for reply in replies] == [language] * len(said)
    assert len({told(reply)[0]["text"] for reply in replies}) == len(said)


@pytest.mark.parametrize("language", Language)
async def test_one_who_complains_or_doubts_is_offered_a_person(visitor: Visitor, language: Language) -> None:
    texts = SENTENCES[language]
    for text in (texts.complaint, texts.bot_challenge):
        conversation = visitor.conversation()
        [message] = told(await conversation.say(text))
        [offer] = message["suggestions"]
        assert offer["title"] == texts.person_button
        assert kinds(await conversation.say(offer["text"])) == ["handoff"]


@pytest.mark.parametrize("language", Language)
async def test_one_who_asks_for_a_person_hears_until_when_and_how_to_call(
    conversation: Conversation, written: Catalogue, language: Language
) -> None:
    reply = await conversation.say(SENTENCES[language].person)

    [message] = told(reply)
    assert message["kind"] == "handoff"
    assert written.clinic.phone in message["text"]
    assert written.clinic.whatsapp in message["text"]
    assert "18:00" in message["text"]  # the assistant's clock shows a Monday morning
    assert reply["language"] == language


async def test_a_conversation_that_waits_for_a_person_still_gets_answers(conversation: Conversation) -> None:
    texts = SENTENCES[Language.EN]
    await conversation.say(texts.person)

    assert kinds(await conversation.say(texts.session_length)) == ["answer"]


@pytest.mark.parametrize("language", Language)
async def test_each_wish_about_an_appointment_is_taken_up(visitor: Visitor, language: Language) -> None:
    for text in SENTENCES[language].bookings:
        reply = await visitor.conversation().say(text)
        [message] = told(reply)
        assert message["kind"] == "booking", text
        assert message["booking"]["status"] == "draft"
        assert reply["language"] == language

"""What a visitor gets who asks: the answer, its source, its language, and what to ask next."""

from __future__ import annotations

import asyncio

import pytest

from knowledge.catalogue import Catalogue
from knowledge.language import Language
from tests.system.chat import Conversation, Visitor, kinds, told, topics
from tests.system.sentences import SENTENCES

pytestmark = pytest.mark.system

FOLLOW_UPS = [(language, *turns) for language in Language for turns in SENTENCES[language].follow_ups]


@pytest.mark.parametrize("language", Language)
async def test_the_answer_is_the_written_one_with_its_sources(
    conversation: Conversation, written: Catalogue, language: Language
) -> None:
    reply = await conversation.say(SENTENCES[language].session_length)

    assert reply["language"] == language
    [answer] = told(reply)
    assert answer["kind"] == "answer"
    assert answer["topic"] == "session/length"
    assert answer["text"] == written.answer("session/length", language)
    assert answer["sources"] == [
        {"document": source, "title": written.documents[source].titles[language]}
        for source in written.topics["session/length"].sources
    ]
    assert 0.5 < answer["confidence"] <= 1
    assert len(answer["suggestions"]) >= 2


@pytest.mark.parametrize("language", Language)
async def test_the_notice_that_a_machine_answers_comes_first_and_once(
    conversation: Conversation, language: Language
) -> None:
    texts = SENTENCES[language]
    replies = [await conversation.say(text) for text in (texts.greeting, texts.session_length, texts.unknown)]

    first, *later = [[message["kind"] for message in reply["messages"]] for reply in replies]
    assert first == ["notice", "smalltalk"]
    assert all("notice" not in reply for reply in later)
    assert "Meridian" in replies[0]["messages"][0]["text"]


@pytest.mark.parametrize("language", Language)
async def test_two_questions_get_two_answers_in_their_order(
    conversation: Conversation, language: Language
) -> None:
    reply = await conversation.say(SENTENCES[language].two_questions)

    assert kinds(reply) == ["answer", "answer"]
    assert topics(reply) == ["session/length", "clinic/opening-hours"]


@pytest.mark.parametrize(("language", "first", "then", "first_topic", "then_topic"), FOLLOW_UPS)
async def test_a_short_question_after_an_answer_gets_its_own(
    conversation: Conversation, language: Language, first: str, then: str, first_topic: str, then_topic: str
) -> None:
    assert topics(await conversation.say(first)) == [first_topic]

    reply = await conversation.say(then)

    assert topics(reply) == [then_topic]
    assert reply["language"] == language


@pytest.mark.parametrize("language", Language)
async def test_what_leans_on_the_answer_before_means_its_topic(visitor: Visitor, language: Language) -> None:
    texts = SENTENCES[language]
    reached = {}
    for first in (texts.cupping, texts.smoking, ""):
        conversation = visitor.conversation(locale=language)
        if first:
            await conversation.say(first)
        reached[first] = topics(await conversation.say(texts.leaning))

    assert reached == {texts.cupping: ["therapies/cupping"], texts.smoking: ["prevention/smoking"], "": []}


@pytest.mark.parametrize("language", Language)
async def test_what_no_topic_answers_is_said_with_questions_to_choose(
    conversation: Conversation, language: Language
) -> None:
    reply = await conversation.say(SENTENCES[language].unknown)

    [fallback] = told(reply)
    assert fallback["kind"] == "fallback"
    assert 0 <= fallback["confidence"] < 0.6
    assert fallback["suggestions"]
    assert reply["language"] == language


@pytest.mark.parametrize("language", Language)
async def test_what_the_clinic_does_not_do_is_not_answered(visitor: Visitor, language: Language) -> None:
    for text in SENTENCES[language].out_of_scope:
        assert kinds(await visitor.conversation().say(text)) == ["fallback"], text


@pytest.mark.parametrize("language", Language)
async def test_the_question_of_every_topics_quick_reply_gets_that_topic(
    visitor: Visitor, written: Catalogue, language: Language
) -> None:
    few = asyncio.Semaphore(4)

    async def press(topic: str) -> list[str]:
        async with few:
            text = written.topics[topic].languages[language].ask
            return topics(await visitor.conversation(locale=language).say(text))

    reached = await asyncio.gather(*map(press, written.topics))

    assert dict(zip(written.topics, reached, strict=True)) == {topic: [topic] for topic in written.topics}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("first", ["greeting", "session_length", "two_questions", "unknown"])
async def test_pressing_a_quick_reply_is_understood(
    visitor: Visitor, conversation: Conversation, first: str, language: Language
) -> None:
    reply = await conversation.say(getattr(SENTENCES[language], first))
    offered = [suggestion for message in told(reply) for suggestion in message["suggestions"]]
    person = SENTENCES[language].person_button

    assert offered
    for suggestion in offered:
        pressed = await conversation.say(suggestion["text"])
        expected = "handoff" if suggestion["title"] == person else "answer"
        assert kinds(pressed) == [expected], suggestion
        assert pressed["language"] == language

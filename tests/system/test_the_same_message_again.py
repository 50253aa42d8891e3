"""A message that comes again acts once; messages that come together keep one order."""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Any

import pytest

from knowledge.language import Language
from tests.system.assistant import Assistant
from tests.system.chat import Conversation, Visitor, kinds
from tests.system.sentences import SENTENCES

pytestmark = pytest.mark.system


def user_texts(assistant: Assistant, conversation: str) -> list[str]:
    """What Rasa was told in a conversation, in its order."""
    events = [json.loads(data) for data in assistant.events(conversation)]
    return [event["text"] for event in events if event["event"] == "user"]


@pytest.mark.parametrize("language", Language)
async def test_it_gets_the_same_reply_and_acts_once(
    assistant: Assistant, conversation: Conversation, language: Language
) -> None:
    message, text = str(uuid.uuid4()), SENTENCES[language].session_length

    first = await conversation.say(text, id=message)
    await conversation.say(SENTENCES[language].cupping)
    again = await conversation.say(text, id=message)

    assert again == first
    assert user_texts(assistant, conversation.id) == [text, SENTENCES[language].cupping]


async def test_an_id_in_capitals_is_the_same_id(conversation: Conversation) -> None:
    message = str(uuid.uuid4())

    first = await conversation.say("What does cupping do?", id=message)

    assert await conversation.say("What does cupping do?", id=message.upper()) == first


async def test_ten_at_once_get_one_reply_and_act_once(
    assistant: Assistant, conversation: Conversation
) -> None:
    message, text = str(uuid.uuid4()), SENTENCES[Language.EN].two_questions

    replies = await asyncio.gather(*(conversation.say(text, id=message) for _ in range(10)))

    assert all(reply == replies[0] for reply in replies)
    assert user_texts(assistant, conversation.id) == [text]


async def test_a_first_message_that_comes_twice_at_once_begins_one_conversation(visitor: Visitor) -> None:
    message = str(uuid.uuid4())

    responses = await asyncio.gather(
        *(visitor.post(text="What does cupping do?", id=message) for _ in range(5))
    )

    assert len({(await response.json())["conversation"] for response in responses}) == 1


async def test_a_wish_to_delete_that_comes_twice_is_confirmed_twice(conversation: Conversation) -> None:
    texts, message = SENTENCES[Language.EN], str(uuid.uuid4())
    await conversation.say(texts.delete)

    first, second = await asyncio.gather(*(conversation.say(texts.yes, id=message) for _ in range(2)))

    assert first == second
    assert kinds(first) == ["notice"]


async def test_messages_of_one_conversation_are_answered_one_after_another(
    assistant: Assistant, conversation: Conversation
) -> None:
    texts = SENTENCES[Language.EN]
    said = [texts.session_length, texts.cupping, texts.smoking, texts.greeting, texts.help, texts.unknown]

    replies = await asyncio.gather(*(conversation.say(text) for text in said))

    statement = "SELECT text, reply FROM messages WHERE conversation = ? ORDER BY id"
    stored: list[tuple[Any, ...]] = assistant.rows("meridian.db", statement, conversation.id)
    in_order = [text for text, _ in stored]
    assert sorted(in_order) == sorted(said)
    assert user_texts(assistant, conversation.id) == in_order
    by_text = dict(zip(said, replies, strict=True))
    assert [json.loads(reply) for _, reply in stored] == [by_text[text] for text in in_order]
    with_notice = [text for text in in_order if by_text[text]["messages"][0]["kind"] == "notice"]
    assert with_notice == in_order[:1]


async def test_each_message_gets_its_own_reply_in_many_conversations_at_once(visitor: Visitor) -> None:
    asked = [(language, SENTENCES[language]) for language in Language] * 6
    conversations = [visitor.conversation() for _ in asked]

    replies = await asyncio.gather(
        *(
            conversation.say(texts.session_length if number % 2 else texts.greeting)
            for number, (conversation, (_, texts)) in enumerate(zip(conversations, asked, strict=True))
        )
    )

    assert [reply["language"] for reply in replies] == [language for language, _ in asked]
    assert [kinds(reply)[0] for reply in replies] == ["smalltalk", "answer"] * (len(asked) // 2)

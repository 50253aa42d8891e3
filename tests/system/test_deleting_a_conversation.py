"""Delete my data: asked once, and then gone from the gateway's database and from Rasa's."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass

import pytest

from knowledge.language import Language
from tests.system.assistant import Assistant
from tests.system.chat import Conversation, Reply, kinds, topics
from tests.system.sentences import SENTENCES

pytestmark = [pytest.mark.system, pytest.mark.parametrize("language", Language)]


@dataclass
class PrivateConversation:
    """A conversation in which something private was said that no other test says."""

    conversation: Conversation
    assistant: Assistant
    language: Language
    text: str

    async def say(self, sentence: str, **fields: str) -> Reply:
        """The reply to one of the language's sentences."""
        return await self.conversation.say(getattr(SENTENCES[self.language], sentence), **fields)

    async def tell(self, **fields: str) -> Reply:
        """The reply to what is private."""
        return await self.conversation.say(self.text, **fields)

    @property
    def is_kept(self) -> bool:
        """Whether both databases together hold the conversation and what was said in it."""
        stored = self.assistant.stored()
        return self.conversation.id in stored and self.text in stored

    @property
    def is_gone(self) -> bool:
        """Whether neither database holds anything of it."""
        stored = self.assistant.stored()
        return self.conversation.id not in stored and self.text not in stored


@pytest.fixture
def private(assistant: Assistant, conversation: Conversation, language: Language) -> PrivateConversation:
    text = f"{SENTENCES[language].private} ({secrets.token_hex(6)})"
    return PrivateConversation(conversation, assistant, language, text)


async def test_it_asks_before_it_deletes(private: PrivateConversation, language: Language) -> None:
    await private.tell()

    reply = await private.say("delete")

    assert kinds(reply) == ["smalltalk"]
    assert len(reply["messages"][0]["suggestions"]) == 2
    assert reply["language"] == language
    assert private.is_kept


async def test_no_keeps_everything(private: PrivateConversation, language: Language) -> None:
    await private.tell()
    await private.say("delete")

    assert kinds(await private.say("no")) == ["smalltalk"]
    assert kinds(await private.say("yes")) == ["smalltalk"]  # it answers nothing any more
    assert private.is_kept


async def test_yes_erases_the_conversation_everywhere(
    private: PrivateConversation, language: Language
) -> None:
    await private.tell()
    await private.say("delete")

    reply = await private.say("yes")

    assert kinds(reply) == ["notice"]
    assert reply["language"] == language
    assert private.is_gone


async def test_the_buttons_of_the_question_mean_yes_and_no(
    private: PrivateConversation, language: Language
) -> None:
    await private.tell()
    yes, no = (await private.say("delete"))["messages"][0]["suggestions"]

    assert kinds(await private.conversation.say(no["text"])) == ["smalltalk"]
    assert private.is_kept
    await private.say("delete")
    assert kinds(await private.conversation.say(yes["text"])) == ["notice"]
    assert private.is_gone


async def test_a_question_in_between_takes_the_wish_back(
    private: PrivateConversation, language: Language
) -> None:
    await private.tell()
    await private.say("delete")

    assert topics(await private.say("session_length")) == ["session/length"]
    assert kinds(await private.say("yes")) == ["smalltalk"]
    assert private.is_kept


async def test_who_writes_again_is_told_anew_that_a_machine_answers(
    private: PrivateConversation, language: Language
) -> None:
    for sentence in ("cupping", "delete", "yes"):
        await private.say(sentence)

    assert (await private.say("session_length"))["messages"][0]["kind"] == "notice"


async def test_nothing_before_the_erasure_is_leant_on(
    private: PrivateConversation, language: Language
) -> None:
    for sentence in ("cupping", "delete", "yes"):
        await private.say(sentence)

    assert topics(await private.say("leaning")) == []


async def test_a_message_sent_again_afterwards_does_not_come_back(
    private: PrivateConversation, language: Language
) -> None:
    first, last = str(uuid.uuid4()), str(uuid.uuid4())
    await private.tell(id=first)
    await private.say("delete")
    confirmation = await private.say("yes", id=last)

    assert await private.tell(id=first) == confirmation
    assert await private.say("yes", id=last) == confirmation
    assert private.text not in private.assistant.stored()

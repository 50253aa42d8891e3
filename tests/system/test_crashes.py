"""A process that is killed: nothing is lost silently, and it is started again."""

from __future__ import annotations

import asyncio
import os
import signal
import time
import uuid
from typing import Final

import aiohttp
import pytest

from knowledge.language import Language
from tests.system.assistant import Assistant
from tests.system.chat import Conversation, Visitor, told, topics
from tests.system.sentences import SENTENCES

pytestmark = pytest.mark.system

_UP_AGAIN: Final = 120.0
_POLL: Final = 0.1


async def until_ready(visitor: Visitor) -> None:
    """Wait until a message would be answered again."""
    deadline = time.monotonic() + _UP_AGAIN
    while not await is_ready(visitor):
        assert time.monotonic() < deadline, "it did not come up again"
        await asyncio.sleep(_POLL)


async def is_ready(visitor: Visitor) -> bool:
    """Whether /readyz says so."""
    try:
        return (await visitor.get("/readyz")).status == 200
    except aiohttp.ClientError:
        return False


@pytest.mark.parametrize("name", ["rasa", "actions"])
async def test_a_killed_server_is_started_again_and_the_message_answered_then(
    assistant: Assistant, visitor: Visitor, conversation: Conversation, name: str
) -> None:
    texts, message = SENTENCES[Language.NL], str(uuid.uuid4())
    await conversation.say(texts.cupping)
    before = assistant.children()

    os.kill(before[name], signal.SIGKILL)
    response = await visitor.post(text=texts.leaning, conversation=conversation.id, id=message)

    assert response.status == 503
    assert int(response.headers["Retry-After"]) > 0
    assert (await response.json())["error"]["code"] == "engine_unavailable"
    assert (await visitor.post(text=texts.private)).status == 503
    assert (await visitor.get("/readyz")).status == 503
    assert (await visitor.get("/healthz")).status == 200
    assert (await visitor.get("/")).status == 200

    # The client sends again until it is answered; a reply without words is never among what it gets.
    deadline = time.monotonic() + _UP_AGAIN
    while response.status == 503 and time.monotonic() < deadline:
        await asyncio.sleep(_POLL)
        response = await visitor.post(text=texts.leaning, conversation=conversation.id, id=message)
    assert response.status == 200
    reply = await response.json()
    assert topics(reply) == ["therapies/cupping"]
    assert reply["language"] == Language.NL
    await until_ready(visitor)

    after = assistant.children()
    assert after[name] != before[name]
    assert {key: pid for key, pid in after.items() if key != name} == {
        key: pid for key, pid in before.items() if key != name
    }
    assert await conversation.say(texts.leaning, id=message) == reply
    assert texts.private not in assistant.logs()


async def test_a_killed_gateway_is_started_again_and_remembers(
    assistant: Assistant, visitor: Visitor, conversation: Conversation
) -> None:
    texts, message = SENTENCES[Language.ZH_HANT], str(uuid.uuid4())
    reply = await conversation.say(texts.cupping, id=message)
    before = assistant.children()

    os.kill(before["gateway"], signal.SIGKILL)
    assert not await is_ready(visitor)
    await until_ready(visitor)

    assert await conversation.say(texts.cupping, id=message) == reply
    leaning = await conversation.say(texts.leaning)
    assert topics(leaning) == ["therapies/cupping"]
    assert leaning["language"] == Language.ZH_HANT
    assert told(leaning) == leaning["messages"]

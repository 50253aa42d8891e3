"""Nothing that anybody wrote, and nothing that was answered, stands in any log."""

from __future__ import annotations

import asyncio
import json
import re
import uuid

import pytest

from knowledge.language import Language
from tests.system.assistant import Assistant
from tests.system.chat import Visitor
from tests.system.sentences import SENTENCES

pytestmark = pytest.mark.system

_HAN = re.compile(r"[\u3400-\u9fff]")


def spellings(text: str) -> set[str]:
    """How the start of a text could stand in a log."""
    cut = text.strip()[:40]
    return {cut, json.dumps(cut)[1:-1], repr(cut)[1:-1], cut.replace("\n", " ")}


def is_telling(text: str) -> bool:
    """Whether a text is long enough not to stand in a log by chance."""
    return len(text) >= 12 or len(_HAN.findall(text)) >= 5


async def test_no_log_holds_what_was_written(assistant: Assistant, visitor: Visitor) -> None:
    for language in Language:
        texts = SENTENCES[language]
        conversation = visitor.conversation()
        for text in (texts.private, texts.two_questions, texts.unknown, texts.complaint, texts.person):
            await conversation.say(text, id=str(uuid.uuid4()))
        await conversation.say(texts.bookings[0])
        await asyncio.gather(conversation.say(texts.delete), conversation.say(texts.yes))
        await visitor.post(text=texts.private * 60)  # refused
        await visitor.post(text=texts.private, conversation=texts.private)  # refused

    logs = assistant.logs()
    sent = {text for text in assistant.texts if is_telling(text)}
    assert len(sent) > 30
    assert [text for text in sent if any(spelling in logs for spelling in spellings(text))] == []


async def test_no_log_holds_an_answer(assistant: Assistant, visitor: Visitor) -> None:
    reply = await visitor.conversation().say(SENTENCES[Language.NL].session_length)

    logs = assistant.logs()
    assert not any(spelling in logs for m in reply["messages"] for spelling in spellings(m["text"]))


async def test_the_logs_hold_what_happened(assistant: Assistant, visitor: Visitor) -> None:
    await visitor.conversation().say(SENTENCES[Language.EN].cupping)

    assert '"event": "chat.message.answered"' in assistant.log("gateway")
    assert '"topics": ["therapies/cupping"]' in assistant.log("actions")

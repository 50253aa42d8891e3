"""What the people who run the assistant can ask it."""

from __future__ import annotations

import re

import pytest

from knowledge.language import Language
from tests.system.chat import Conversation, Visitor
from tests.system.sentences import SENTENCES

pytestmark = pytest.mark.system


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_a_running_assistant_is_healthy_and_ready(visitor: Visitor, path: str) -> None:
    response = await visitor.get(path)

    assert response.status == 200
    assert response.headers["Cache-Control"] == "no-store"


async def measured(visitor: Visitor, metric: str) -> float:
    """The value of one line of /metrics; 0 where nothing was counted yet."""
    text = await (await visitor.get("/metrics")).text()
    found = re.search(rf"^{re.escape(metric)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


@pytest.mark.parametrize("language", Language)
async def test_answers_are_counted_by_language_and_kind(
    visitor: Visitor, conversation: Conversation, language: Language
) -> None:
    metric = f'meridian_messages_total{{kind="answer",language="{language}"}}'
    before = await measured(visitor, metric)

    await conversation.say(SENTENCES[language].two_questions)

    assert await measured(visitor, metric) == before + 2


async def test_refused_requests_are_counted_by_their_code(visitor: Visitor) -> None:
    metric = 'meridian_errors_total{code="invalid_text"}'
    before = await measured(visitor, metric)

    await visitor.post(text="")

    assert await measured(visitor, metric) == before + 1


async def test_the_time_to_each_reply_is_measured(visitor: Visitor, conversation: Conversation) -> None:
    before = await measured(visitor, "meridian_chat_seconds_count")

    await conversation.say(SENTENCES[Language.EN].greeting)

    assert await measured(visitor, "meridian_chat_seconds_count") == before + 1
    assert await measured(visitor, "meridian_chat_in_flight") == 0


async def test_the_metrics_hold_nothing_that_was_written(
    visitor: Visitor, conversation: Conversation
) -> None:
    await conversation.say(SENTENCES[Language.EN].private)

    text = await (await visitor.get("/metrics")).text()

    assert "Quackenbush" not in text
    assert conversation.id not in text

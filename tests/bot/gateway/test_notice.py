"""The notice that a machine answers."""

from __future__ import annotations

import pytest

from bot.engine.engine import Reply
from bot.gateway.notice import automated_assistant_notice
from knowledge.language import Language
from tests.bot.gateway.conftest import Gateway

pytestmark = pytest.mark.asyncio


def kinds(reply: dict[str, list[dict[str, str]]]) -> list[str]:
    return [message["kind"] for message in reply["messages"]]


@pytest.mark.parametrize("language", Language)
async def test_it_is_in_the_language_of_the_reply(gateway: Gateway, language: Language) -> None:
    reply = await gateway.chat(locale=language.value)

    assert reply["messages"][0] == automated_assistant_notice(language)


async def test_it_comes_once_in_a_conversation(gateway: Gateway) -> None:
    first = await gateway.chat()
    second = await gateway.chat(conversation=first["conversation"])

    assert kinds(first) == ["notice", "answer"]
    assert kinds(second) == ["answer"]


async def test_it_comes_with_the_first_answer_when_the_engine_failed_before(gateway: Gateway) -> None:
    gateway.engine.down = True
    assert (await gateway.post(text="hello", conversation="a")).status == 503
    gateway.engine.down = False

    assert kinds(await gateway.chat(conversation="a")) == ["notice", "answer"]


async def test_an_emergency_stands_alone_and_the_notice_follows_later(gateway: Gateway) -> None:
    emergency = {"text": "Call 999 now.", "kind": "emergency"}
    gateway.engine.replies = lambda _: Reply([{"text": "x", "kind": "smalltalk"}, emergency])
    first = await gateway.chat("chest pain")
    gateway.engine.replies = lambda _: Reply([{"text": "x", "kind": "smalltalk"}])
    second = await gateway.chat(conversation=first["conversation"])

    assert first["messages"] == [emergency]
    assert kinds(second) == ["notice", "smalltalk"]


async def test_an_answer_precedes_the_booking_that_it_interrupted(gateway: Gateway) -> None:
    gateway.engine.replies = lambda _: Reply(
        [{"text": "When?", "kind": "booking"}, {"text": "An hour.", "kind": "answer"}]
    )

    assert kinds(await gateway.chat()) == ["notice", "answer", "booking"]

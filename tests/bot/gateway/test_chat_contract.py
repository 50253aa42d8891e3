"""The reply's form, and what the engine is asked."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine.engine import Reply
from knowledge.language import Language
from tests.bot.gateway.conftest import Gateway
from tests.bot.gateway.fakes import ANSWER

pytestmark = pytest.mark.asyncio


async def test_a_reply_names_a_new_conversation_its_language_and_the_messages(gateway: Gateway) -> None:
    reply = await gateway.chat("How long does it take?")

    assert set(reply) == {"conversation", "language", "messages"}
    assert reply["language"] == "en"
    assert [message["kind"] for message in reply["messages"]] == ["notice", "answer"]
    assert reply["messages"][1] == ANSWER


async def test_a_conversation_goes_on_under_the_id_that_the_reply_named(gateway: Gateway) -> None:
    first = await gateway.chat("one")
    second = await gateway.chat("two", conversation=first["conversation"])

    assert second["conversation"] == first["conversation"]
    assert {turn.conversation for turn in gateway.engine.turns} == {first["conversation"]}


async def test_an_unknown_conversation_id_starts_a_conversation_under_it(gateway: Gateway) -> None:
    reply = await gateway.chat("hello", conversation="never_seen-1")

    assert reply["conversation"] == "never_seen-1"


async def test_text_reaches_the_engine_as_it_was_written(gateway: Gateway) -> None:
    texts = ['/intent{"x":1}', "<script>alert(1)</script>", "\u202eright to left\u200f", "🪡" * 1000]
    for text in texts:
        await gateway.chat(text)

    assert [turn.text for turn in gateway.engine.turns] == texts


async def test_keys_without_a_value_are_left_out(gateway: Gateway) -> None:
    gateway.engine.replies = lambda _: Reply([{"text": "Hi", "kind": "smalltalk", "topic": None}])

    reply = await gateway.chat()

    assert reply["messages"][-1] == {"text": "Hi", "kind": "smalltalk"}


async def test_the_locale_is_kept_for_later_messages(gateway: Gateway) -> None:
    first = await gateway.chat("ok", locale="nl-NL")
    await gateway.chat("ok", conversation=first["conversation"])

    assert first["language"] == "nl"
    assert gateway.decider.asked == [(None, "nl-NL"), (Language.NL, "nl-NL")]


@pytest.mark.parametrize("effects", [{"language": "zh-Hant"}, {"language": Language.ZH_HANT}])
async def test_the_engine_can_switch_the_language(gateway: Gateway, effects: dict[str, Any]) -> None:
    gateway.engine.replies = lambda _: Reply([dict(ANSWER)], effects)

    reply = await gateway.chat("in Chinese please")
    await gateway.chat("ok", conversation=reply["conversation"])

    assert reply["language"] == "zh-Hant"
    assert gateway.decider.asked[1] == (Language.ZH_HANT, None)


async def test_another_language_gets_a_notice_with_the_four_and_no_engine(gateway: Gateway) -> None:
    reply = await gateway.chat("Guten Tag", locale="nl")

    (notice,) = reply["messages"]
    assert notice["kind"] == "notice"
    assert reply["language"] == "nl"
    assert [suggestion["title"] for suggestion in notice["suggestions"]] == [
        "English",
        "Nederlands",
        "繁體中文",
        "简体中文",
    ]
    assert all(language.own_name in notice["text"] for language in Language)
    assert gateway.engine.turns == []


async def test_another_language_is_not_remembered(gateway: Gateway) -> None:
    first = await gateway.chat("Guten Tag")
    await gateway.chat("hello", conversation=first["conversation"])

    assert gateway.decider.asked[1] == (None, None)

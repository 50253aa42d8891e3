"""A red flag is answered at once, alone, with the reviewed text; then the bot is there again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.clock import Clock
from bot.gateway import keys
from bot.gateway.red_flag_reader import ThreadedReader
from bot.storage.conversations import Status
from bot.storage.tables import CONVERSATIONS
from knowledge.language import Language
from tests.bot.gateway.conftest import Gateway, Start
from tests.bot.gateway.fakes import ANSWER

pytestmark = pytest.mark.asyncio
FLAG = "flag: chest-pain"


async def row(gateway: Gateway) -> dict[str, object]:
    """The only conversation as it is stored."""
    found = await gateway.app[keys.DATABASE].run(
        lambda connection: connection.execute(select(CONVERSATIONS)).mappings().one()
    )
    return dict(found)


@pytest.mark.parametrize("language", Language)
async def test_the_warning_comes_alone_in_the_users_language_without_the_engine(
    gateway: Gateway, language: Language
) -> None:
    reply = await gateway.chat(FLAG, locale=language.value)

    assert reply["language"] == language.value
    (message,) = reply["messages"]
    assert message["kind"] == "emergency"
    assert "999" in message["text"]
    assert "{" not in message["text"]
    assert message["suggestions"]
    assert gateway.engine.turns == []


async def test_it_comes_while_the_engine_is_away(gateway: Gateway) -> None:
    gateway.engine.down = True

    reply = await gateway.chat(FLAG)

    assert [message["kind"] for message in reply["messages"]] == ["emergency"]


async def test_the_conversation_is_marked_for_staff(gateway: Gateway) -> None:
    await gateway.chat(FLAG, conversation="c")

    stored = await row(gateway)
    assert stored["needs_staff"]
    assert stored["emergency"] == "chest-pain"
    assert stored["emergency_at"] is not None


async def test_a_conversation_that_staff_have_taken_over_gets_the_warning_too(gateway: Gateway) -> None:
    await gateway.chat("hello", conversation="c")
    await gateway.app[keys.DATABASE].run(
        lambda connection: connection.execute(update(CONVERSATIONS).values(status=Status.STAFF))
    )

    reply = await gateway.chat(FLAG, conversation="c")

    assert [message["kind"] for message in reply["messages"]] == ["emergency"]
    assert (await gateway.chat("and then?", conversation="c"))["messages"] == []


@pytest.mark.parametrize(
    ("locale", "number"),
    [
        ("nl-NL", "112"),
        ("nl-BE", "112"),
        ("zh-Hans-CN", "120"),
        ("zh_HK", "999"),
        ("en-GB", "999"),
        ("nl", "999"),
        ("xx-YY", "999"),
        (None, "999"),
    ],
)
async def test_the_number_is_of_where_the_page_is_and_else_of_the_clinic(
    gateway: Gateway, locale: str | None, number: str
) -> None:
    reply = await gateway.chat(FLAG, **({"locale": locale} if locale else {}))

    assert number in reply["messages"][0]["text"]


async def test_thoughts_of_suicide_get_the_crisis_lines(gateway: Gateway) -> None:
    text = (await gateway.chat("flag: suicide"))["messages"][0]["text"]

    assert "18111" in text
    assert "0800-0113" in text
    assert "999" in text


async def test_after_a_warning_the_bot_answers_with_a_reminder_until_all_is_well(gateway: Gateway) -> None:
    await gateway.chat(FLAG, conversation="c")

    reminded = await gateway.chat("how long is a session?", conversation="c")
    cleared = await gateway.chat("all is well", conversation="c")
    after = await gateway.chat("how long is a session?", conversation="c")

    assert [message["kind"] for message in reminded["messages"]] == ["notice", "notice", "answer"]
    assert "999" in reminded["messages"][1]["text"]
    assert [message["kind"] for message in cleared["messages"]] == ["notice"]
    assert after["messages"] == [ANSWER]
    assert (await row(gateway))["emergency"] is None
    assert [turn.text for turn in gateway.engine.turns] == ["how long is a session?"] * 2


async def test_the_reminder_ends_after_a_day(start: Start) -> None:
    moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
    first = await start(clock=Clock.starting_at(moment))
    await first.chat(FLAG, conversation="c")

    later = await start(clock=Clock.starting_at(moment + timedelta(hours=25)))
    reply = await later.chat("how long is a session?", conversation="c")

    assert [message["kind"] for message in reply["messages"]] == ["notice", "answer"]


async def test_an_all_clear_without_a_warning_is_a_message_like_any(gateway: Gateway) -> None:
    await gateway.chat("all is well")

    assert [turn.text for turn in gateway.engine.turns] == ["all is well"]


async def test_it_does_not_wait_for_an_engine_that_hangs(gateway: Gateway) -> None:
    gateway.engine.vector_gate.clear()

    reply = await gateway.chat(FLAG)

    assert [message["kind"] for message in reply["messages"]] == ["emergency"]


async def test_without_a_detector_nothing_is_found() -> None:
    reader = ThreadedReader(None)

    assert await reader.read("my chest hurts") is None
    assert not await reader.is_all_clear("I am fine")

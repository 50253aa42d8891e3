"""Nothing of a person stays on the WhatsApp side once it is to be forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.engine.engine import Reply, Turn
from bot.gateway import keys
from tests.bot.gateway.test_staff_and_erasure import database_bytes
from tests.bot.gateway.whatsapp.phone import Phone
from tests.whatsapp.fake_graph.person import Person

pytestmark = pytest.mark.asyncio

CONFIRMATION = "Everything is deleted."


def erasing(turn: Turn) -> Reply:
    erase = turn.text == "delete my data"
    return Reply([{"text": CONFIRMATION, "kind": "smalltalk"}], {"erase": erase})


async def test_the_confirmation_still_arrives_and_nobody_is_known_any_more(phone: Phone, ann: Person) -> None:
    phone.running.engine.replies = erasing
    await phone.ask(ann, "my back hurts")
    answer = await phone.ask(ann, "delete my data")
    await phone.graph.settled()
    await phone.until("SELECT count(*) FROM whatsapp_replies WHERE payload IS NOT NULL", [(0,)])
    await phone.running.app[keys.DATABASE].empty_log()

    assert CONFIRMATION in answer.text
    assert phone.rows("SELECT * FROM whatsapp_users") == []
    assert phone.rows("SELECT count(*) FROM whatsapp_replies") == [(1,)]
    stored = database_bytes(phone.settings.var)
    for private in (b"my back hurts", b"85290000001", b"HK.ann1", b"wamid."):
        assert private not in stored


async def test_a_repetition_after_erasing_gets_nothing(phone: Phone, ann: Person) -> None:
    phone.running.engine.replies = erasing
    bodies: list[bytes] = []
    post = phone.graph.webhooks._attempt

    async def remember(key: str, body: bytes) -> int | None:
        bodies.append(body)
        return await post(key, body)

    phone.graph.webhooks._attempt = remember  # type: ignore[method-assign]
    await phone.ask(ann, "delete my data")
    await phone.graph.settled()
    for body in tuple(bodies):
        assert await post("again", body) == 200
    await phone.ask(ann, "hello")

    assert [turn.text for turn in phone.running.engine.turns] == ["delete my data", "hello"]
    assert len(phone.graph.ledger.accepted) == 2


async def test_what_waits_behind_an_erasure_begins_anew(phone: Phone, ann: Person) -> None:
    phone.running.engine.replies = erasing
    phone.running.engine.gate.clear()
    for text in ("delete my data", "hello"):
        ann.say(text)
    await phone.graph.settled()
    phone.running.engine.gate.set()
    for _ in range(2):
        await ann.next_message()

    first, second = phone.running.engine.turns
    assert (first.text, second.text) == ("delete my data", "hello")
    assert first.conversation != second.conversation
    assert phone.rows("SELECT conversation FROM whatsapp_users") == [(second.conversation,)]


async def test_what_is_old_goes_with_the_transcripts(phone: Phone, ann: Person) -> None:
    await phone.ask(ann, "hello")
    await phone.graph.settled()
    eraser = phone.running.app[keys.ERASER]
    eraser._clock = Clock(offset=timedelta(days=phone.settings.retention_days + 1))
    await eraser.sweep()

    assert phone.rows("SELECT * FROM whatsapp_users") == phone.rows("SELECT * FROM whatsapp_replies") == []
    assert phone.rows("SELECT conversation FROM whatsapp_events") == [(None,)]  # Meta may deliver it again
    eraser._clock = Clock(offset=timedelta(days=phone.settings.retention_days + 9))
    await eraser.sweep()
    assert phone.rows("SELECT * FROM whatsapp_events") == []

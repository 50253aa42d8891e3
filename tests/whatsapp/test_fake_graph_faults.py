"""The failures that a test can ask for."""

from __future__ import annotations

import aiohttp
import pytest

from tests.whatsapp.conftest import Desk, text
from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.faults import RETRYABLE, Drop, Faults
from tests.whatsapp.fake_graph.rates import Limits
from tests.whatsapp.webhook_server import WebhookServer


async def test_the_next_sends_fail_with_the_codes_asked_for(desk: Desk) -> None:
    desk.graph.behaviour.faults.fail_next(131016, 190)

    answers = [await desk.send(text()) for _ in range(3)]

    assert [status for status, _ in answers] == [500, 401, 200]
    assert [answer["error"]["code"] for _, answer in answers[:2]] == [131016, 190]
    assert len(desk.graph.ledger.accepted) == 1


async def test_everything_fails_while_a_code_is_set(desk: Desk) -> None:
    faults = desk.graph.behaviour.faults
    faults.always = 190
    assert [await desk.refusal(text()) for _ in range(3)] == [190] * 3

    faults.always = None
    assert await desk.refusal(text()) == 0


async def test_a_share_of_sends_fails_the_same_way_each_time() -> None:
    first, second = (Faults(failing=0.05, dropping=0.02, seed=7) for _ in range(2))

    drawn = [first.draw() for _ in range(5000)]

    assert drawn == [second.draw() for _ in range(5000)]
    assert 0.04 < sum(isinstance(fault, int) for fault in drawn) / 5000 < 0.06
    assert 0.01 < sum(isinstance(fault, Drop) for fault in drawn) / 5000 < 0.03
    assert {fault for fault in drawn if isinstance(fault, int)} == set(RETRYABLE)


async def test_a_fault_does_not_hide_a_message_that_meta_would_refuse(desk: Desk) -> None:
    desk.graph.behaviour.faults.fail_next(131016)

    assert await desk.refusal(text("x" * 4097)) == 131009
    assert await desk.refusal(text()) == 131016


async def test_a_message_can_be_accepted_without_an_answer(desk: Desk, webhook: WebhookServer) -> None:
    await desk.graph.subscribe(webhook.url)
    desk.graph.behaviour.faults.drop_next()

    with pytest.raises(aiohttp.ClientError):
        await desk.send(text("Accepted all the same.", biz_opaque_callback_data="reply 1"))

    assert (await desk.ann.next_message()).text == "Accepted all the same."
    await desk.graph.settled()
    assert {status["biz_opaque_callback_data"] for status in webhook.statuses} == {"reply 1"}


async def test_what_was_accepted_twice_is_found(desk: Desk) -> None:
    for opaque in ("one", "two", "one"):
        await desk.send(text(biz_opaque_callback_data=opaque))

    assert desk.graph.ledger.accepted_twice() == ["one"]


async def test_what_is_sent_again_although_its_status_was_taken_is_found(
    desk: Desk, webhook: WebhookServer
) -> None:
    await desk.graph.subscribe(webhook.url)
    webhook.answers.extend([500] * 3)
    await desk.send(text("first", biz_opaque_callback_data="one"))
    await desk.send(text("before the status", biz_opaque_callback_data="one"))
    assert desk.graph.ledger.repeated == []

    await desk.graph.settled()
    await desk.send(text("after it", biz_opaque_callback_data="one"))
    await desk.send(text("without an id"))

    assert [repeated.message.text for repeated in desk.graph.ledger.repeated] == ["after it"]


class TestReportedLater:
    @pytest.fixture
    def behaviour(self) -> Behaviour:
        return Behaviour(limits=Limits(pair_burst=1), reported_later=frozenset({131026, 131047}))

    async def test_a_closed_window_can_be_told_by_a_webhook(self, desk: Desk, webhook: WebhookServer) -> None:
        await desk.graph.subscribe(webhook.url)
        desk.clock.now += 25 * 3600

        assert await desk.refusal(text(biz_opaque_callback_data="reply 1")) == 0
        await desk.graph.settled()

        (failed,) = webhook.statuses
        (accepted,) = desk.graph.ledger.accepted
        assert (failed["status"], failed["id"]) == ("failed", accepted.wamid)
        assert failed["errors"][0]["code"] == 131047
        assert failed["biz_opaque_callback_data"] == "reply 1"
        assert desk.ann.received == []

    async def test_a_number_without_whatsapp_can_be_told_by_a_webhook(
        self, desk: Desk, webhook: WebhookServer
    ) -> None:
        await desk.graph.subscribe(webhook.url)

        status, _ = await desk.post({"messaging_product": "whatsapp", "to": "31699999999", **text()})
        await desk.graph.settled()

        (failed,) = webhook.statuses
        assert status == 200
        assert (failed["recipient_id"], failed["errors"][0]["code"]) == ("31699999999", 131026)

    async def test_other_codes_are_still_answered(self, desk: Desk) -> None:
        assert [await desk.refusal(text()) for _ in range(2)] == [0, 131056]

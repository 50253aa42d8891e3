"""What the webhook is told, and how often, how late and in which order."""

from __future__ import annotations

import pytest

from tests.whatsapp.conftest import Desk, text
from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.disorder import Disorder
from tests.whatsapp.fake_graph.handshake import HandshakeRefused
from tests.whatsapp.fake_graph.statuses import Course
from tests.whatsapp.fake_graph.webhook_sender import Backoff
from tests.whatsapp.webhook_server import WebhookServer


async def test_a_webhook_that_does_not_know_the_token_is_not_subscribed(
    desk: Desk, webhook: WebhookServer
) -> None:
    webhook.number = type(webhook.number)(verify_token="another")

    with pytest.raises(HandshakeRefused, match="answered 403"):
        await desk.graph.subscribe(webhook.url)

    desk.ann.say("Hello?")
    await desk.graph.settled()
    assert webhook.values == []


async def test_an_accepted_message_is_reported_step_by_step(desk: Desk, webhook: WebhookServer) -> None:
    await desk.graph.subscribe(webhook.url)
    _, answer = await desk.send(text(biz_opaque_callback_data="reply 1"))

    await desk.graph.settled()

    told = {status["status"]: status for status in webhook.statuses}
    assert set(told) == {"sent", "delivered", "read"}
    assert told["sent"] == {
        "id": answer["messages"][0]["id"],
        "status": "sent",
        "timestamp": str(int(desk.clock.now)),
        "recipient_id": "31600000001",
        "biz_opaque_callback_data": "reply 1",
    }


async def test_a_message_without_an_opaque_id_is_reported_without_one(
    desk: Desk, webhook: WebhookServer
) -> None:
    await desk.graph.subscribe(webhook.url)
    await desk.send(text())

    await desk.graph.settled()

    assert all("biz_opaque_callback_data" not in status for status in webhook.statuses)


async def test_a_webhook_says_whose_it_is(desk: Desk, webhook: WebhookServer) -> None:
    await desk.graph.subscribe(webhook.url)
    desk.ann.say("Hello?")

    await desk.graph.settled()

    (value,) = webhook.values
    number = desk.graph.number
    assert value["messaging_product"] == "whatsapp"
    assert value["metadata"] == {
        "display_phone_number": number.phone,
        "phone_number_id": number.phone_number_id,
    }


async def test_the_signed_bytes_are_not_those_of_another_serialiser(
    desk: Desk, webhook: WebhookServer
) -> None:
    await desk.graph.subscribe(webhook.url)
    desk.ann.say("約 3/12 🙂")

    await desk.graph.settled()

    (body,) = webhook.bodies
    assert rb"\u7d04 3\/12 \ud83d\ude42" in body
    assert webhook.messages[0]["text"]["body"] == "約 3/12 🙂"


class TestRefusedWebhooks:
    @pytest.fixture
    def behaviour(self) -> Behaviour:
        return Behaviour(backoff=Backoff(first=0.01, factor=2, longest=0.05, give_up=0.3))

    async def test_a_webhook_is_sent_again_until_it_is_answered_with_200(
        self, desk: Desk, webhook: WebhookServer
    ) -> None:
        await desk.graph.subscribe(webhook.url)
        webhook.answers.extend([500, 503, 404, 201])
        wamid = desk.ann.say("Hello?")

        await desk.graph.settled()

        assert [answer.status for answer in desk.graph.webhooks.answers] == [500, 503, 404, 201, 200]
        assert [message["id"] for message in webhook.messages] == [wamid]

    async def test_a_webhook_is_given_up_in_the_end(self, desk: Desk, webhook: WebhookServer) -> None:
        await desk.graph.subscribe(webhook.url)
        webhook.answers.extend([500] * 1000)
        desk.ann.say("Hello?")

        await desk.graph.settled()

        assert 5 <= len(desk.graph.webhooks.answers) < 20
        assert webhook.messages == []

    async def test_a_webhook_waits_for_a_server_that_is_away(
        self, desk: Desk, webhook: WebhookServer
    ) -> None:
        await desk.graph.subscribe(webhook.url)
        desk.graph.webhooks.url = "http://127.0.0.1:1/hook"
        wamid = desk.ann.say("Hello?")
        await desk.graph.webhooks.attempted()

        desk.graph.webhooks.url = webhook.url
        await desk.graph.settled()

        assert desk.graph.webhooks.answers[0].status is None
        assert [message["id"] for message in webhook.messages] == [wamid]


async def test_pauses_grow_up_to_the_longest_for_seven_days() -> None:
    pauses = list(Backoff().pauses())

    assert pauses[:4] == [1, 2, 4, 8]
    assert max(pauses) == 3600
    assert 7 * 24 * 3600 <= sum(pauses) < 7 * 24 * 3600 + 3600


class TestDisorder:
    @pytest.fixture
    def behaviour(self) -> Behaviour:
        return Behaviour(disorder=Disorder(twice=0.2, late=0.3, seed=3), course=Course(every=0.01))

    async def test_webhooks_come_late_twice_and_out_of_order(
        self, desk: Desk, webhook: WebhookServer
    ) -> None:
        await desk.graph.subscribe(webhook.url)
        sent = [desk.ann.say(f"Message {number}.") for number in range(100)]

        await desk.graph.settled()

        came = [message["id"] for message in webhook.messages]
        once = list(dict.fromkeys(came))
        assert sorted(once) == sorted(sent)
        assert 5 < len(came) - len(once) < 40
        assert once != sent
        stamps = {message["id"]: int(message["timestamp"]) for message in webhook.messages}
        assert sorted(sent, key=lambda wamid: stamps[wamid]) == sent

    async def test_statuses_come_out_of_order_too(self, desk: Desk, webhook: WebhookServer) -> None:
        await desk.graph.subscribe(webhook.url)
        for _ in range(20):
            await desk.send(text())

        await desk.graph.settled()

        orders = {
            tuple(s["status"] for s in webhook.statuses if s["id"] == accepted.wamid)
            for accepted in desk.graph.ledger.accepted
        }
        assert len(orders) > 3


async def test_the_same_seed_brings_the_same_disorder() -> None:
    keys = [f"message/{number}" for number in range(1000)]
    one, same, other = (Disorder(twice=0.2, late=5, seed=seed) for seed in (1, 1, 2))

    assert [one.delays(key) for key in keys] == [same.delays(key) for key in reversed(keys)][::-1]
    assert [one.delays(key) for key in keys] != [other.delays(key) for key in keys]
    assert 150 < sum(len(one.delays(key)) == 2 for key in keys) < 250
    assert all(0 <= delay <= 5 for key in keys for delay in one.delays(key))


async def test_an_error_of_the_account_is_announced(desk: Desk, webhook: WebhookServer) -> None:
    await desk.graph.subscribe(webhook.url)
    desk.graph.announce_error(131031)

    await desk.graph.settled()

    (value,) = webhook.values
    assert value["errors"][0]["code"] == 131031

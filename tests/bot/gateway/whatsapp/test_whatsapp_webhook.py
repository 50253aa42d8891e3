"""The webhook's door: the handshake, signatures, and what is kept before Meta hears 200."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from bot.gateway.whatsapp.signature import HEADER, sign
from bot.gateway.whatsapp.webhook import MAX_WEBHOOK
from tests.bot.gateway.conftest import Gateway
from tests.bot.gateway.whatsapp.phone import Phone
from tests.whatsapp.fake_graph.number import CLINIC
from tests.whatsapp.fake_graph.person import Person

pytestmark = pytest.mark.asyncio

ADDRESS = "/whatsapp/webhook"


async def knock(phone: Phone, body: bytes, header: str | None) -> tuple[int, str]:
    headers = {HEADER: header} if header is not None else {}
    response = await phone.running.client.post(ADDRESS, data=BytesIO(body), headers=headers)
    answer = await response.text()
    return response.status, json.loads(answer)["error"]["code"] if answer else ""


def signed(body: bytes) -> str:
    return sign(CLINIC.app_secret, body)


def query(**changes: str) -> dict[str, str]:
    usual = {"mode": "subscribe", "verify_token": CLINIC.verify_token, "challenge": "1158201444"}
    return {f"hub.{name}": value for name, value in (usual | changes).items()}


async def test_the_handshake_gives_the_challenge_back(phone: Phone) -> None:
    response = await phone.running.client.get(ADDRESS, params=query())

    assert (response.status, await response.text()) == (200, "1158201444")


@pytest.mark.parametrize("changes", [{"verify_token": "of somebody else"}, {"mode": "unsubscribe"}])
async def test_the_handshake_refuses_others(phone: Phone, changes: dict[str, str]) -> None:
    response = await phone.running.client.get(ADDRESS, params=query(**changes))

    assert response.status == 403
    assert "1158201444" not in await response.text()


async def test_without_a_signature_nothing_is_read(phone: Phone) -> None:
    assert await knock(phone, b"{}", None) == (401, "unsigned")
    assert await knock(phone, b"{}", "") == (401, "unsigned")


async def test_a_wrong_signature_is_refused(phone: Phone) -> None:
    assert await knock(phone, b"{ }", signed(b"{}")) == (403, "wrong_signature")
    assert await knock(phone, b"{}", "sha256=") == (403, "wrong_signature")


async def test_what_is_signed_and_no_json_is_a_bad_request(phone: Phone) -> None:
    for body in (b"", b"{", b"\xff", b"[" * 100_000):
        assert await knock(phone, body, signed(body)) == (400, "invalid_json")


async def test_what_is_too_large_is_refused(phone: Phone) -> None:
    body = b" " * (MAX_WEBHOOK + 1)

    assert await knock(phone, body, signed(body)) == (413, "too_large")


@pytest.mark.parametrize("content", [None, 1, [], {}, {"entry": [{"changes": [{"field": "messages"}]}]}])
async def test_what_says_nothing_to_us_is_taken(phone: Phone, content: Any) -> None:
    body = json.dumps(content).encode()

    assert await knock(phone, body, signed(body)) == (200, "")


async def test_without_a_number_there_is_no_webhook(gateway: Gateway) -> None:
    assert (await gateway.client.get(ADDRESS, params=query())).status == 404
    assert (await gateway.client.post(ADDRESS, data=b"{}")).status == 404


async def test_the_answer_waits_for_nothing_but_the_database(phone: Phone, ann: Person) -> None:
    phone.running.engine.gate.clear()
    for number in range(100):
        ann.say(f"message {number}")
    await phone.graph.settled()

    assert {answer.status for answer in phone.graph.webhooks.answers} == {200}
    assert phone.rows("SELECT count(*) FROM whatsapp_events") == [(100,)]
    assert phone.graph.ledger.accepted == []
    phone.running.engine.gate.set()

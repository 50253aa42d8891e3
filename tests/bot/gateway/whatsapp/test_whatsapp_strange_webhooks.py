"""Whatever is sent to the webhook, it answers as it should, and goes on."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import Any

import pytest
import structlog
from aiohttp import web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.gateway import keys
from bot.gateway.errors import errors
from bot.gateway.whatsapp.signature import HEADER, sign
from bot.gateway.whatsapp.webhook import webhook
from tests.bot.gateway.whatsapp.mutations import strange_body
from tests.bot.gateway.whatsapp.payload_files import OUR_NUMBER, payload
from tests.bot.gateway.whatsapp.phone import Phone
from tests.bot.gateway.whatsapp.test_whatsapp_any_json import ANY_JSON
from tests.whatsapp.fake_graph.number import CLINIC
from tests.whatsapp.fake_graph.person import Person

WEBHOOKS = int(os.environ.get("MERIDIAN_TEST_WEBHOOKS", "5000"))
AT_ONCE = 32
SEED = int(os.environ.get("MERIDIAN_TEST_SEED", "1"))


@pytest.fixture
def quiet_phone(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> Iterator[Phone]:
    """What is kept is not answered, so that each webhook is all the work there is."""
    channel = phone.running.app[keys.WHATSAPP]
    monkeypatch.setattr(channel._turns, "wake", lambda _: None)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield phone
    structlog.reset_defaults()


@dataclass
class Knock:
    """As much of a request as the webhook looks at; a million real ones would take hours."""

    app: web.Application
    body: bytes
    headers: dict[str, str]

    @property
    def content(self) -> Knock:
        return self

    async def iter_any(self) -> AsyncIterator[bytes]:
        yield self.body


async def status_of(app: web.Application, body: bytes, header: str | None) -> int:
    """What the gateway answers to a request with this body."""
    knock = Knock(app, body, {} if header is None else {HEADER: header})
    response = await errors(knock, webhook)  # type: ignore[arg-type]
    return response.status


def bodies(drawn: random.Random) -> Iterator[bytes]:
    """Strange webhooks to our number, most about messages and people of their own."""
    for number in count():
        body = strange_body(drawn).replace(OUR_NUMBER.encode(), CLINIC.phone_number_id.encode())
        if number % 4:
            body = body.replace(b"wamid.", b"wamid.%d." % number)
            body = body.replace(b"85255500001", b"8525551%04d" % (number % 5000))
        yield body


@pytest.mark.proof
@pytest.mark.asyncio
async def test_whatever_comes_is_answered_as_it_should_be(quiet_phone: Phone, ann: Person) -> None:
    app, drawn, answers = quiet_phone.running.app, random.Random(SEED), Counter[int]()
    left = islice(bodies(drawn), WEBHOOKS)

    async def send_all() -> None:
        for body in left:
            header = sign(CLINIC.app_secret, body)
            answers[await status_of(app, body, header)] += 1

    await asyncio.gather(*(send_all() for _ in range(AT_ONCE)))
    kept = quiet_phone.rows("SELECT count(*) FROM whatsapp_events")[0][0]
    print(f"\n{dict(answers)}, {kept} events kept")

    assert set(answers) == {200, 400}
    assert answers.total() == WEBHOOKS
    assert kept > WEBHOOKS / 1000
    ann.say("hello")
    await quiet_phone.graph.settled()
    assert quiet_phone.rows("SELECT count(*) FROM whatsapp_events") == [(kept + 1,)]


@pytest.mark.asyncio
@pytest.mark.parametrize("header", [None, "", "sha256=", "sha256=" + "0" * 64, "\udcff", "sha1=00"])
async def test_without_the_right_signature_nothing_of_it_is_read(phone: Phone, header: str | None) -> None:
    drawn = random.Random(SEED)
    for body in islice(bodies(drawn), 200):
        assert await status_of(phone.running.app, body, header) == (403 if header else 401)

    assert phone.rows("SELECT count(*) FROM whatsapp_events") == [(0,)]


@pytest.mark.asyncio
async def test_what_is_kept_of_it_is_worked_off_and_the_next_message_answered(
    phone: Phone, ann: Person
) -> None:
    drawn, app = random.Random(SEED), phone.running.app
    for body in islice(bodies(drawn), 1000):
        assert await status_of(app, body, sign(CLINIC.app_secret, body)) in (200, 400)
    await phone.until("SELECT count(*) FROM whatsapp_events WHERE state = 'received'", [(0,)], seconds=60)

    assert phone.rows("SELECT count(*) FROM whatsapp_events WHERE state = 'failed'") == [(0,)]
    assert (await phone.ask(ann, "hello")).text


def with_a_part(part: Any) -> bytes:
    """A webhook to us with this JSON in all places where messages or reports may be."""
    body = payload("text")
    value = body["entry"][0]["changes"][0]["value"]
    value["metadata"]["phone_number_id"] = CLINIC.phone_number_id
    value |= {"messages": [part], "statuses": [part], "errors": part, "contacts": [part]}
    return json.dumps(body).encode("utf-8", "surrogatepass")


@pytest.mark.asyncio
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300) | st.builds(with_a_part, ANY_JSON))
async def test_any_bytes_and_any_json_in_any_place_are_answered(quiet_phone: Phone, body: bytes) -> None:
    assert await status_of(quiet_phone.running.app, body, sign(CLINIC.app_secret, body)) in (200, 400)

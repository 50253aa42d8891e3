"""How often one client and one conversation may send."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.gateway.client_address import client_address
from bot.gateway.rate_limit import PER_ADDRESS, PER_CONVERSATION, Rate, RateLimit, RateLimited
from bot.settings import Settings
from tests.bot.gateway.conftest import Gateway, Start


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_passes_then_one_at_a_time_as_the_bucket_refills() -> None:
    clock = Seconds()
    limit = RateLimit(Rate(burst=2, per_second=0.5), clock)
    limit.take("a")
    limit.take("a")

    with pytest.raises(RateLimited) as refused:
        limit.take("a")

    assert refused.value.retry_after == 2
    limit.take("b")
    clock.now += refused.value.retry_after
    limit.take("a")


def test_it_remembers_no_more_keys_than_its_capacity() -> None:
    limit = RateLimit(Rate(burst=1, per_second=1), Seconds(), capacity=3)
    for number in range(50):
        limit.take(str(number))

    assert len(limit) == 3


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("203.0.113.9", 0, "198.51.100.1"),
        ("1.1.1.1, 203.0.113.9", 1, "203.0.113.9"),
        ("1.1.1.1, 203.0.113.9, 10.0.0.1", 2, "203.0.113.9"),
        ("", 1, "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", 1, "203.0.113.9"),
        ("nonsense", 1, "nonsense"),
    ],
)
def test_only_what_our_own_proxies_wrote_counts(forwarded: str, proxies: int, address: str) -> None:
    request = make_mocked_request("POST", "/", headers={"X-Forwarded-For": forwarded})
    request = request.clone(remote="198.51.100.1")

    assert client_address(request, proxies) == address


@pytest.mark.asyncio
async def test_a_conversation_that_is_too_fast_is_told_when_to_come_back(
    start: Start, settings: Settings
) -> None:
    gateway = await start(settings=replace(settings, rate_limit=True))
    for _ in range(PER_CONVERSATION.burst):
        await gateway.chat(conversation="a")

    response = await gateway.post(text="hello", conversation="a")

    assert response.status == 429
    assert int(response.headers["Retry-After"]) >= 1
    assert (await response.json())["error"]["code"] == "rate_limited"
    await gateway.chat(conversation="b")


@pytest.mark.asyncio
async def test_an_address_that_is_too_fast_is_refused_whatever_it_sends(
    start: Start, settings: Settings
) -> None:
    gateway = await start(settings=replace(settings, rate_limit=True))
    statuses = [(await gateway.post(text="")).status for _ in range(PER_ADDRESS.burst + 5)]

    assert statuses[0] == 400
    assert statuses[-1] == 429


@pytest.mark.asyncio
async def test_it_can_be_turned_off(gateway: Gateway) -> None:
    for _ in range(PER_CONVERSATION.burst + 5):
        await gateway.chat(conversation="a")

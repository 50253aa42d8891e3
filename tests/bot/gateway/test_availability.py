"""Health, readiness, metrics, and what clients are told when something is away."""

from __future__ import annotations

import shutil

import pytest

from bot.gateway import keys
from bot.settings import Settings
from tests.bot.gateway.conftest import Gateway

pytestmark = pytest.mark.asyncio


async def test_an_engine_that_is_away_is_503_with_retry_after(gateway: Gateway) -> None:
    gateway.engine.down = True

    response = await gateway.post(text="hello")

    assert response.status == 503
    assert int(response.headers["Retry-After"]) > 0
    assert (await response.json())["error"]["code"] == "engine_unavailable"


async def test_readiness_follows_the_engine_and_health_does_not(gateway: Gateway) -> None:
    assert (await gateway.client.get("/readyz")).status == 200
    gateway.engine.down = True

    assert (await gateway.client.get("/readyz")).status == 503
    assert (await gateway.client.get("/healthz")).status == 200


async def test_a_broken_database_is_503_and_not_ready(gateway: Gateway, settings: Settings) -> None:
    await gateway.app[keys.DATABASE].run(lambda connection: connection.exec_driver_sql("DROP TABLE messages"))

    response = await gateway.post(text="private words")

    assert response.status == 503
    assert (await response.json())["error"]["code"] == "storage_unavailable"
    shutil.rmtree(settings.var, ignore_errors=True)


async def test_metrics_count_by_language_kind_and_code(gateway: Gateway) -> None:
    await gateway.chat(locale="nl")
    await gateway.post(text="")
    gateway.engine.down = True
    await gateway.post(text="hello")

    text = await (await gateway.client.get("/metrics")).text()

    for line in (
        'meridian_messages_total{kind="answer",language="nl"} 1.0',
        'meridian_errors_total{code="invalid_text"} 1.0',
        "meridian_engine_failures_total 1.0",
        "meridian_chat_seconds_count 3.0",
        "meridian_chat_in_flight 0.0",
    ):
        assert line in text

"""``GET /metrics``: what is counted and measured, as Prometheus reads it."""

from __future__ import annotations

from aiohttp import web
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from bot.gateway import keys


async def metrics_page(request: web.Request) -> web.Response:
    """All metrics in Prometheus' text format."""
    body = generate_latest(request.app[keys.METRICS].registry)
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

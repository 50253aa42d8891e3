"""Whether the gateway lives, and whether it would answer."""

from __future__ import annotations

from aiohttp import web

from bot.gateway import keys
from bot.gateway.api_error import error_response


async def healthz(_: web.Request) -> web.Response:
    """200 while the process lives."""
    return web.json_response({"status": "ok"})


async def readyz(request: web.Request) -> web.Response:
    """200 when a message would be answered now, 503 otherwise."""
    if not await request.app[keys.DATABASE].is_ready():
        return error_response(503, "storage_unavailable", "Messages cannot be kept right now.")
    if not await request.app[keys.ENGINE].is_ready():
        return error_response(503, "engine_unavailable", "The engine is not up.")
    return web.json_response({"status": "ready"})

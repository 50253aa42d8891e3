"""``/whatsapp/webhook``: Meta's way in."""

from __future__ import annotations

import hmac
import json
from typing import Final

from aiohttp import web

from bot.gateway import keys
from bot.gateway.api_error import BadRequest, error_response
from bot.gateway.whatsapp.channel import WhatsAppChannel
from bot.gateway.whatsapp.signature import HEADER, MissingSignature, is_signed

# Meta puts up to 3 MB into one webhook.
MAX_WEBHOOK: Final = 3 * 1024 * 1024


async def handshake(request: web.Request) -> web.Response:
    """Prove to Meta that the address is ours, by the token that we chose ourselves."""
    channel, query = _channel(request), request.query
    token = query.get("hub.verify_token", "").encode("utf-8", "surrogatepass")
    is_known = hmac.compare_digest(token, channel.settings.verify_token.encode())
    if query.get("hub.mode") != "subscribe" or not is_known:
        return error_response(403, "wrong_verify_token", "This is not the verify token that was set.")
    return web.Response(text=query.get("hub.challenge", ""))


async def webhook(request: web.Request) -> web.Response:
    """Keep what Meta tells and say so; what it comes to follows later."""
    channel = _channel(request)
    header = request.headers.get(HEADER)
    if not header:
        return error_response(401, "unsigned", str(MissingSignature()))
    body = await _read(request)
    if not is_signed(channel.settings.app_secret, body, header):
        return error_response(403, "wrong_signature", "The signature is not of these bytes and our secret.")
    await channel.take(_json(body))
    return web.Response()


def _channel(request: web.Request) -> WhatsAppChannel:
    channel = request.app.get(keys.WHATSAPP)
    if channel is None:  # no number is set
        raise web.HTTPNotFound
    return channel


async def _read(request: web.Request) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > MAX_WEBHOOK:
            raise web.HTTPRequestEntityTooLarge(max_size=MAX_WEBHOOK, actual_size=len(body))
    return bytes(body)


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadRequest("invalid_json", "The body must be JSON in UTF-8.") from error

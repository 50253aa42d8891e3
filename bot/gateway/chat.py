"""``POST /api/v1/chat``: the website's channel into the assistant."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.gateway import keys
from bot.gateway.chat_request import ChatRequest, parse_chat_request
from bot.gateway.client_address import client_address
from bot.storage.messages import InboundMessage

CHANNEL: Final = "website"


async def chat(request: web.Request) -> web.Response:
    """Answer one message as the contract says; errors become responses in ``errors.py``."""
    metrics = request.app[keys.METRICS]
    with metrics.in_flight.track_inprogress(), metrics.latency.time():
        _limit_address(request)
        parsed = parse_chat_request(await request.read())
        _limit_conversation(request, parsed)
        reply = await request.app[keys.PIPELINE].answer(_inbound(parsed))
    return web.Response(text=reply, content_type="application/json")


def _limit_address(request: web.Request) -> None:
    settings = request.app[keys.SETTINGS]
    if settings.rate_limit:
        address = client_address(request, settings.trusted_proxies)
        request.app[keys.ADDRESS_LIMIT].take(address)


def _limit_conversation(request: web.Request, parsed: ChatRequest) -> None:
    if request.app[keys.SETTINGS].rate_limit and parsed.conversation:
        request.app[keys.CONVERSATION_LIMIT].take(parsed.conversation)


def _inbound(parsed: ChatRequest) -> InboundMessage:
    return InboundMessage(
        channel=CHANNEL,
        text=parsed.text,
        conversation=parsed.conversation,
        locale=parsed.locale,
        client_id=parsed.id,
    )

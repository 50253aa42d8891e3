"""The HTTP side of the fake Graph API: ``POST /v26.0/<phone number id>/messages``."""

from __future__ import annotations

import json
from typing import Any, Final

from aiohttp import web

from tests.whatsapp.fake_graph.graph_errors import Refused
from tests.whatsapp.fake_graph.ledger import Refusal
from tests.whatsapp.fake_graph.number import BusinessNumber
from tests.whatsapp.fake_graph.sending import Sending

VERSION: Final = "v26.0"
_NUMBER: Final = web.AppKey("number", BusinessNumber)
_SENDING: Final = web.AppKey("sending", Sending)


def create_app(number: BusinessNumber, sending: Sending) -> web.Application:
    """The application; what it does with a request is up to ``sending``."""
    app = web.Application()
    app[_NUMBER] = number
    app[_SENDING] = sending
    app.router.add_post(f"/{VERSION}/{{phone_number_id}}/messages", _messages)
    return app


async def _messages(request: web.Request) -> web.Response:
    sending = request.app[_SENDING]
    content: Any = None
    try:
        _check_access(request)
        content = _parsed(await request.read())
        reply = sending.take(content)
    except Refused as refused:
        sending.ledger.add(Refusal(refused.code, refused.details, content))
        return web.json_response(refused.response, status=refused.kind.status)
    if reply.cut and request.transport:
        request.transport.abort()
    return web.json_response(reply.body)


def _check_access(request: web.Request) -> None:
    number = request.app[_NUMBER]
    if request.headers.get("Authorization") != f"Bearer {number.token}":
        raise Refused(190, "Invalid OAuth access token")
    if request.match_info["phone_number_id"] != number.phone_number_id:
        raise Refused(100, f"Object with ID '{request.match_info['phone_number_id']}' does not exist")


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError as error:
        raise Refused(100, "the body is not JSON") from error

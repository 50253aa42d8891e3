"""``POST /prepare``: a message is read while Rasa is still deciding what to do with it."""

from __future__ import annotations

from functools import partial
from typing import Any

from sanic import Blueprint, response
from sanic.exceptions import BadRequest
from sanic.request import Request
from sanic.response import HTTPResponse

from knowledge.retriever import Retriever


def prepare_blueprint(retriever: Retriever) -> Blueprint:
    """The address at which messages are announced: ``{"text"}``, answered with ``{"vector"}``."""
    blueprint = Blueprint("prepare")
    blueprint.add_route(partial(prepare, retriever), "/prepare", methods=["POST"], name="prepare")
    return blueprint


async def prepare(retriever: Retriever, request: Request) -> HTTPResponse | None:
    """Send a message's vector and then read it; an action that asks about it finds it read."""
    body = _json(request)
    text = body.get("text") if isinstance(body, dict) else None
    if not isinstance(text, str):
        return response.json({"error": 'expected {"text": ...}'}, status=400)
    vector = retriever.vector(text)
    answer = await request.respond(response.json({"vector": vector}))
    await answer.send(end_stream=True)  # the vector is waited for, the reading is not
    retriever.prepare(text, vector)
    return None


def _json(request: Request) -> Any:
    """The body; None when it is no JSON, which rasa-sdk's handler of errors would stumble over."""
    try:
        return request.json
    except BadRequest:
        return None

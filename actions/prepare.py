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
    """The address at which messages are announced: ``{"text", "vector"}``, answered with 204."""
    blueprint = Blueprint("prepare")
    blueprint.add_route(partial(prepare, retriever), "/prepare", methods=["POST"], name="prepare")
    return blueprint


async def prepare(retriever: Retriever, request: Request) -> HTTPResponse:
    """Read a message ahead; an action that asks about it finds it read."""
    body = _json(request)
    if not isinstance(body, dict) or not isinstance(body.get("text"), str):
        return response.json({"error": 'expected {"text": ..., "vector": ...}'}, status=400)
    retriever.prepare(body["text"], body.get("vector"))
    return response.empty()


def _json(request: Request) -> Any:
    """The body; None when it is no JSON, which rasa-sdk's handler of errors would stumble over."""
    try:
        return request.json
    except BadRequest:
        return None

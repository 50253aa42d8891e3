"""The gateway's own channel into Rasa, on loopback only.

Rasa's REST channel answers 200 with an empty list both when a conversation is paused and when an
action raised; this one answers 500 when something failed. It also lets a conversation be deleted.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any, Final

import structlog
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.engine.rasa.action_calls import install_lasting_session, install_short_calls, install_validate_once
from bot.engine.rasa.bookkeeping import (
    install_events_by_name,
    install_no_copies_for_calls,
    install_no_copies_for_logs,
)
from bot.engine.rasa.failed_actions import install_failed_actions
from bot.engine.rasa.graph_runner import install_direct_runner
from bot.engine.rasa.json_lines import json_lines
from bot.engine.rasa.late_vector import arriving, install_late_vectors
from bot.engine.rasa.prediction import install_emptiness_once, install_one_scan_of_rules
from bot.engine.rasa.repeated_turns import Answer, RepeatedTurns
from bot.engine.rasa.reply_collector import ReplyCollector
from bot.engine.rasa.tracker_store import LastingSqliteTrackerStore
from bot.garbage import leave_out_of_collection

log = structlog.get_logger()

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
_SLASH: Final = "/"
# Rasa reads "/name" as an intent; users' text must stay text (NFKC makes it a slash again).
_FULLWIDTH_SLASH: Final = "\uff0f"


class GatewayChannel(InputChannel):  # type: ignore[misc]
    """Takes one message at a time and returns all that was said to it."""

    @classmethod
    def name(cls) -> str:
        """The channel's name, and its place below /webhooks."""
        return "meridian"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> GatewayChannel:
        """The channel; this is also where Rasa loads our corrections of its own code."""
        install_failed_actions()
        install_validate_once()
        install_lasting_session()
        install_short_calls()
        install_direct_runner()
        install_one_scan_of_rules()
        install_emptiness_once()
        install_events_by_name()
        install_no_copies_for_logs()
        install_no_copies_for_calls()
        install_late_vectors()
        return cls()

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The channel's addresses below /webhooks/meridian."""
        blueprint = Blueprint("meridian_channel", inspect.getmodule(self).__name__)  # type: ignore[union-attr]
        turns = RepeatedTurns()
        # Sanic marks its handlers, which a bound method does not allow.
        answering = partial(answer, on_new_message, turns)
        blueprint.add_route(answering, "/messages", methods=["POST"], name="messages", stream=True)
        blueprint.add_route(
            partial(forget, turns), "/conversations/<conversation>", methods=["DELETE"], name="forget"
        )
        blueprint.add_route(is_ready, "/ready", methods=["GET"], name="ready")
        blueprint.listener("after_server_start")(_settle)
        blueprint.listener("after_server_stop")(_write_the_rest)
        return blueprint


async def answer(on_new_message: OnNewMessage, turns: RepeatedTurns, request: Request) -> HTTPResponse | None:
    """Answer one message, and write its turn then; 500 when Rasa or an action failed."""
    try:
        said = await _said(on_new_message, turns, request)
    except Exception as error:  # the gateway must not take any failure for silence
        log.error("channel.message.failed", error=type(error).__name__)
        return response.json({"error": type(error).__name__}, status=500)
    if not said["messages"]:
        log.error("channel.message.failed", error="nothing was said")
        return response.json({"error": "nothing was said"}, status=500)
    try:
        answered = await request.respond(response.json(said))
        await answered.send(end_stream=True)  # the answer does not wait for the database
    finally:
        _tracker_store(request.app).write()
    return None


async def _said(on_new_message: OnNewMessage, turns: RepeatedTurns, request: Request) -> Answer:
    """What is said to a message, whose turn begins before its vector has come."""
    lines = json_lines(request)
    body = await anext(lines, {})
    vector = asyncio.get_running_loop().create_future()
    turn = turns.begin(body, partial(_take, on_new_message, request.app, body, vector))
    try:
        # To the end also where the turn has failed: the connection's next request follows the body.
        async for packed in lines:
            vector.set_result(packed)
    finally:
        if not vector.done():  # whoever hung up before it came leaves encoding to Rasa
            vector.set_result(None)
    try:
        return await asyncio.shield(turn)
    except asyncio.CancelledError:  # the gateway has hung up; the turn goes to its end
        turn.add_done_callback(lambda _: _tracker_store(request.app).write())
        raise


async def _take(
    on_new_message: OnNewMessage, app: Sanic, body: dict[str, Any], vector: asyncio.Future[Any]
) -> Answer:
    collector = ReplyCollector()
    message = UserMessage(
        plain(body["text"]),
        collector,
        body["conversation"],
        input_channel=GatewayChannel.name(),
        metadata={"language": body["language"]},
    )
    with arriving(vector), _expected(app, body):
        await on_new_message(message)
    return {"messages": collector.messages, "effects": collector.effects}


def plain(text: str) -> str:
    """The text such that Rasa never takes it for an intent."""
    stripped = text.lstrip()
    return _FULLWIDTH_SLASH + stripped[1:] if stripped.startswith(_SLASH) else text


async def forget(turns: RepeatedTurns, request: Request, conversation: str) -> HTTPResponse:
    """Delete all that the tracker store holds of a conversation, and what was said of late."""
    turns.forget(conversation)
    _tracker_store(request.app).forget(conversation)
    return response.empty()


def _expected(app: Sanic, body: dict[str, Any]) -> AbstractContextManager[None]:
    """Keeps Rasa from looking up a conversation that begins with this message."""
    return _tracker_store(app).new(body["conversation"]) if body.get("first") else nullcontext()


def _tracker_store(app: Sanic) -> LastingSqliteTrackerStore:
    store = app.ctx.agent.tracker_store
    while not isinstance(store, LastingSqliteTrackerStore):
        store = store._tracker_store  # noqa: SLF001 - Rasa wraps the store that endpoints.yml names
    return store


async def is_ready(request: Request) -> HTTPResponse:
    """Whether a model is loaded and the action server answers."""
    agent = request.app.ctx.agent
    if agent is None or not agent.is_ready():
        return response.json({"ready": False, "reason": "no model"}, status=503)
    try:
        await agent.action_endpoint.request("get", subpath="../health")
    except Exception as error:  # whatever it is, no message would be answered now
        log.warning("channel.actions.unreachable", error=type(error).__name__)
        return response.json({"ready": False, "reason": "no action server"}, status=503)
    return response.json({"ready": True})


async def _settle(*_: object) -> None:
    """Rasa has loaded its model before; from here on only messages come and go."""
    leave_out_of_collection()


async def _write_the_rest(app: Sanic, *_: object) -> None:
    """The loop ends, and what would have been written in a moment is written now."""
    if app.ctx.agent is not None:  # no model was loaded, then
        _tracker_store(app).write()

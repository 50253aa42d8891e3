"""The corrections of Rasa's calls to the action server change their speed and nothing else."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from jsonschema import Draft7Validator, ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.engine.rasa.action_calls import (
    events_of_turn,
    install_lasting_session,
    install_short_calls,
    install_validate_once,
)

pytestmark = pytest.mark.usefixtures("unpatched")

FOLLOWUP = {"event": "followup", "name": "action_listen", "timestamp": None}
SLOT_EVENT = {"event": "slot", "name": "topic", "value": "session/length", "timestamp": None}
ACCEPTED: list[Any] = [
    {},
    {"events": [], "responses": []},
    {"events": [SLOT_EVENT], "responses": [{"text": "hello"}]},
    {"responses": [{"custom": {"effects": {"handoff": True}}}]},
    {"something": "else"},
    {"events": [SLOT_EVENT, {**SLOT_EVENT, "timestamp": 1.5}], "responses": []},
    {"events": [SLOT_EVENT, FOLLOWUP], "responses": []},
    {"events": [{**FOLLOWUP, "timestamp": 1.5}]},
]
REFUSED: list[Any] = [
    None,
    [],
    "hello",
    {"events": None},
    {"events": {}},
    {"events": ["slot"]},
    {"events": [{}]},
    {"events": [{"event": "listen_for_magic"}]},
    {"events": [{"event": "slot", "name": 3}]},
    {"events": [{"event": "slot", "name": 3, "value": None, "timestamp": None}]},
    {"events": [SLOT_EVENT], "responses": [None]},
    {"responses": "hello"},
    {"responses": ["hello"]},
]


CONVERSATION: list[Event] = [
    UserUttered("hello", {"name": "x"}),
    ActionExecuted("action_answer"),
    BotUttered("good day"),
    SlotSet("topic", "session/length"),
    ActionExecuted("action_listen"),
    UserUttered("and how long?", {"name": "x"}, metadata={"language": "en"}),
    SlotSet("language", "en"),
]


@dataclass
class ActionServer:
    """Answers every call with ``result``; notes the bodies and over how many connections they came."""

    result: Any = field(default_factory=dict)
    status: int = 200
    calls: list[Any] = field(default_factory=list)
    connections: set[int] = field(default_factory=set)

    async def answer(self, request: web.Request) -> web.Response:
        """One call."""
        self.calls.append(await request.json())
        assert request.transport is not None
        self.connections.add(request.transport.get_extra_info("peername")[1])
        return web.json_response(self.result, status=self.status)


@pytest.fixture
def server() -> ActionServer:
    return ActionServer()


@pytest_asyncio.fixture
async def endpoint(server: ActionServer) -> AsyncIterator[EndpointConfig]:
    """The endpoint of a real action server."""
    app = web.Application()
    app.router.add_post("/webhook", server.answer)
    async with TestServer(app) as running:
        endpoint = EndpointConfig(str(running.make_url("/webhook")))
        yield endpoint
        session = endpoint.session()
        async with session as opened:
            await opened.close()


@pytest.fixture
def domain() -> Domain:
    return Domain.from_dict({"version": "3.1", "intents": ["x"], "actions": ["action_answer"]})


async def run_action(endpoint: EndpointConfig, domain: Domain) -> list[Any]:
    tracker = DialogueStateTracker.from_events("c", [])
    generator = TemplatedNaturalLanguageGenerator({})
    return await RemoteAction("action_answer", endpoint).run(
        CollectingOutputChannel(), generator, tracker, domain
    )


def refuses(result: Any) -> bool:
    """Whether the method that is installed now refuses a result."""
    try:
        return not RemoteAction("action_answer", None)._validate_action_result(result)
    except ValidationError:
        return True


def test_this_version_of_rasa_still_has_what_is_corrected():
    assert list(inspect.signature(RemoteAction._validate_action_result).parameters) == ["self", "result"]
    assert list(inspect.signature(EndpointConfig.session).parameters) == ["self"]
    assert "self._validate_action_result(" in inspect.getsource(RemoteAction.run)
    assert "async with self.session() as session" in inspect.getsource(EndpointConfig.request)
    assert EndpointConfig.__hash__ is None
    Draft7Validator.check_schema(RemoteAction.action_response_format_spec())


@pytest.mark.parametrize("result", [*ACCEPTED, *REFUSED])
def test_what_rasa_accepts_and_refuses_stays_the_same(result):
    before = refuses(result)
    install_validate_once()

    assert refuses(result) == before == (result in REFUSED)


def test_the_schema_is_checked_once(monkeypatch):
    checks: list[Any] = []
    check = Draft7Validator.check_schema
    monkeypatch.setattr(
        Draft7Validator, "check_schema", lambda schema: (checks.append(schema), check(schema))
    )

    install_validate_once()
    for result in ACCEPTED:
        RemoteAction("action_answer", None)._validate_action_result(result)

    assert checks == [RemoteAction.action_response_format_spec()]


async def test_an_action_of_the_server_is_run_and_its_events_come_back(endpoint, server, domain):
    install_validate_once()
    install_lasting_session()
    server.result = {"events": [SLOT_EVENT], "responses": [{"text": "Thirty minutes."}]}

    said, event = await run_action(endpoint, domain)

    assert said.text == "Thirty minutes."
    assert event == SlotSet("topic", "session/length")
    assert server.calls[0]["next_action"] == "action_answer"


async def test_a_result_that_is_no_result_is_refused_on_the_way_too(endpoint, server, domain):
    install_validate_once()
    install_lasting_session()
    server.result = {"events": "nonsense"}

    with pytest.raises(ValidationError):
        await run_action(endpoint, domain)


async def test_rasa_alone_opens_a_connection_for_each_call(endpoint, server):
    for _ in range(3):
        await endpoint.request(json={})

    assert len(server.connections) == 3


async def test_calls_one_after_another_share_one_connection(endpoint, server):
    install_lasting_session()

    for number in range(3):
        assert await endpoint.request(json={"call": number}) == {}

    assert server.calls == [{"call": 0}, {"call": 1}, {"call": 2}]
    assert len(server.connections) == 1


async def test_the_next_call_after_a_failure_works(endpoint, server):
    install_lasting_session()
    server.status = 500
    with pytest.raises(ClientResponseError):
        await endpoint.request(json={})
    server.status = 200

    assert await endpoint.request(json={}) == {}


async def test_a_session_that_was_closed_is_opened_anew(endpoint):
    install_lasting_session()
    async with endpoint.session() as session:
        await session.close()

    assert await endpoint.request(json={}) == {}


async def test_each_endpoint_has_a_session_of_its_own_with_its_own_headers(endpoint):
    install_lasting_session()
    equal = endpoint.copy()
    sessions: list[ClientSession] = []
    for each in (endpoint, equal, endpoint):
        async with each.session() as session:
            sessions.append(session)
    await sessions[1].close()

    assert equal == endpoint
    assert sessions[0] is sessions[2] is not sessions[1]
    assert not sessions[0].closed


async def test_a_deadline_of_rasas_own_stays(endpoint):
    async with endpoint.session() as session:
        deadline = session.timeout
        await session.close()
    install_lasting_session()

    async with endpoint.session() as session:
        assert session.timeout == deadline


@pytest.mark.parametrize("selective", [True, False])
def test_a_short_call_differs_from_rasas_own_in_the_events_alone(domain, selective):
    action = RemoteAction("action_answer", EndpointConfig("http://here/", enable_selective_domain=selective))
    tracker = DialogueStateTracker.from_events("c", CONVERSATION)
    own = action._action_call_format(tracker, domain)
    install_short_calls()

    short = action._action_call_format(tracker, domain)

    assert short["tracker"].pop("events") == own["tracker"].pop("events")[-1:]
    assert short == own
    assert ("domain" in short) is not selective
    assert short["tracker"]["latest_message"]["metadata"] == {"language": "en"}


def test_events_of_a_turn_are_those_since_the_latest_message():
    assert events_of_turn(DialogueStateTracker.from_events("c", CONVERSATION)) == CONVERSATION[-1:]
    assert events_of_turn(DialogueStateTracker.from_events("c", CONVERSATION[:-1])) == []
    assert events_of_turn(DialogueStateTracker.from_events("c", [])) == []

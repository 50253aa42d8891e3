"""What the tests inside Rasa share; Rasa is quiet and sends no telemetry."""

from __future__ import annotations

import os

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.graph_components.converters.nlu_message_converter import NLUMessageConverter
from rasa.shared.core.domain import Domain
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.utils.endpoints import EndpointConfig
from sanic.touchup import TouchUp

from bot.engine.rasa.tracker_store import LastingSqliteTrackerStore
from bot.engine.rasa_client import RasaClient
from bot.nlu.sentence_featurizer import SentenceEncoderFeaturizer
from bot.nlu.tokenizer import MultilingualTokenizer
from bot.settings import PROJECT, Settings
from tests.inside_rasa.served_channel import rewrite_once, server_of

Incoming = Callable[..., Message]


@pytest.fixture(scope="session")
def tokenizer() -> MultilingualTokenizer:
    return MultilingualTokenizer(MultilingualTokenizer.get_default_config())


@pytest.fixture(scope="session")
def featurizer() -> SentenceEncoderFeaturizer:
    """The featurizer with the real encoder, only to be used."""
    return SentenceEncoderFeaturizer(SentenceEncoderFeaturizer.get_default_config(), "featurizer")


@pytest.fixture(scope="session")
def project() -> TrainingDataImporter:
    """What the assistant is trained from, as ``rasa train`` reads it, less data/nlu, which takes seconds."""
    return TrainingDataImporter.load_from_config(
        str(PROJECT / "config.yml"), str(PROJECT / "domain"), [str(PROJECT / "data" / "stories")]
    )


@pytest.fixture(scope="session")
def domain(project: TrainingDataImporter) -> Domain:
    return project.get_domain()


@pytest.fixture(scope="session")
def incoming() -> Incoming:
    """Makes what the pipeline gets of a text that came over the channel, in its language if known."""

    def make(text: str, language: str | None = None) -> Message:
        metadata = {"language": language} if language else None
        (message,) = NLUMessageConverter().convert_user_message([UserMessage(text, metadata=metadata)])
        return message

    return make


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    """Where a component keeps what it learnt."""
    (tmp_path / "model").mkdir()
    return LocalModelStorage(tmp_path / "model")


@pytest.fixture
def resource() -> Resource:
    return Resource("component")


@pytest.fixture
def context() -> ExecutionContext:
    return ExecutionContext(GraphSchema({}), node_name="component")


@pytest.fixture
def unpatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undoes after the test what bot.engine.rasa.action_calls corrects in Rasa's classes."""
    monkeypatch.setattr(RemoteAction, "_validate_action_result", RemoteAction._validate_action_result)
    monkeypatch.setattr(RemoteAction, "_action_call_format", RemoteAction._action_call_format)
    monkeypatch.setattr(EndpointConfig, "session", EndpointConfig.session)
    monkeypatch.setattr(EndpointConfig, "__hash__", EndpointConfig.__hash__)


@pytest_asyncio.fixture
async def serve(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[[Any], Awaitable[RasaClient]]]:
    """Starts the channel around an agent, and gives the gateway's client of it."""
    monkeypatch.setattr(TouchUp, "run", rewrite_once)
    async with AsyncExitStack() as stack:

        async def start(agent: Any) -> RasaClient:
            listening = socket.create_server(("127.0.0.1", 0))
            server = await server_of(agent, listening)
            await server.start_serving()
            stack.push_async_callback(server.wait_closed)
            stack.callback(server.close)
            settings = Settings(engine_port=listening.getsockname()[1])
            return await stack.enter_async_context(RasaClient(settings))

        yield start


@pytest.fixture
def store(tmp_path: Path) -> LastingSqliteTrackerStore:
    """A tracker store in a file, as endpoints.yml asks for."""
    return LastingSqliteTrackerStore(Domain.empty(), db=str(tmp_path / "tracker.db"))


@pytest_asyncio.fixture
async def actions() -> AsyncIterator[TestServer]:
    """A server with the action server's health page."""

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    app = web.Application()
    app.router.add_get("/health", health)
    async with TestServer(app) as server:
        yield server


@pytest.fixture
def processor(domain: Domain) -> MessageProcessor:
    """Enough of Rasa's processor to run an action."""
    made = MessageProcessor.__new__(MessageProcessor)
    made.model_metadata = SimpleNamespace(domain=domain)
    made.domain = domain
    return made

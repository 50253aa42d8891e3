from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from benchmarks.processes import free_port
from knowledge.catalogue import Catalogue, load_catalogue
from tests.system.assistant import Assistant
from tests.system.chat import Conversation, Visitor
from tests.system.whatsapp.assistant_with_number import AssistantWithNumber, assistant_with_number

MAIL_FROM = "desk@clinic.example"


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant, started once; a test that stops a part of it waits until it is up again."""
    with Assistant.installed_in(tmp_path_factory.mktemp("system")).running() as started:
        yield started


@pytest.fixture(scope="session")
def connected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AssistantWithNumber]:
    """Another, told of a WhatsApp number and a mail server that a test starts if it needs them."""
    mail = {"HOST": "127.0.0.1", "PORT": str(free_port()), "SECURITY": "none", "FROM": MAIL_FROM}
    settings = {f"MERIDIAN_SMTP_{name}": value for name, value in mail.items()}
    with assistant_with_number(tmp_path_factory.mktemp("connected"), **settings) as started:
        yield started


@pytest.fixture(scope="session")
def written(assistant: Assistant) -> Catalogue:
    """What stands in the assistant's files."""
    return load_catalogue(assistant.project / "knowledge")


@pytest_asyncio.fixture
async def visitor(assistant: Assistant) -> AsyncIterator[Visitor]:
    async with Visitor(assistant) as client:
        yield client


@pytest.fixture
def conversation(visitor: Visitor) -> Conversation:
    """A conversation that nothing was said in, on a page that tells no language."""
    return visitor.conversation()

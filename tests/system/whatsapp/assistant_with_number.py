"""The whole assistant with a WhatsApp number at a fake Graph API, and people who write to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml

from benchmarks.processes import free_port
from tests.system.assistant import Assistant
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.number import CLINIC
from tests.whatsapp.fake_graph.person import Person
from tests.whatsapp.fake_graph.received import Received

SAID: Final[Mapping[str, Mapping[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("sentences.yml").read_text(encoding="utf-8")
)


@dataclass
class AssistantWithNumber(Assistant):
    """The assistant, told where its fake Graph API will be, with more settings if a test has some."""

    graph_port: int = field(default=0)
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The usual one with the fake's number."""
        url = f"http://127.0.0.1:{self.graph_port}/v26.0"
        return {**super().environment, **CLINIC.settings(url), **self.more}


@contextmanager
def assistant_with_number(folder: Path, **more: str) -> Iterator[AssistantWithNumber]:
    """A running one with these settings."""
    started = AssistantWithNumber.installed_in(folder)
    assert isinstance(started, AssistantWithNumber)
    started.more = more
    started.graph_port = free_port()
    with started.running():
        yield started


@asynccontextmanager
async def graph_of(assistant: AssistantWithNumber) -> AsyncIterator[FakeGraph]:
    """Meta's side of an assistant's number; at the end it waits for what is still on its way."""
    async with FakeGraph(port=assistant.graph_port) as graph:
        await graph.subscribe(f"{assistant.address}/whatsapp/webhook")
        yield graph
        await graph.settled()


@dataclass
class Talk:
    """One person's talk in one language."""

    person: Person
    said: Mapping[str, str]
    patience: float = 20

    async def say(self, text: str) -> Received:
        self.person.say(text)
        return await self.person.next_message(self.patience)

    async def press(self, message: Received, position: int) -> Received:
        self.person.press(message, message.choices[position])
        return await self.person.next_message(self.patience)

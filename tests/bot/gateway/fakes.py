"""An engine and a language decider that do what a test tells them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.engine.engine import EngineUnavailable, Reply, Turn
from bot.gateway.safety import Safety
from bot.safety.advice import read_advice
from bot.safety.detector import Alarm
from bot.safety.red_flag import read_red_flags
from knowledge.clinic import read_clinic
from knowledge.language import Language
from knowledge.topic_file import KNOWLEDGE

ANSWER: dict[str, Any] = {
    "text": "Thirty to sixty minutes.",
    "kind": "answer",
    "topic": "session/length",
    "sources": [{"document": "wellness-faq", "title": "FAQ", "url": None}],
    "confidence": 0.97,
}


def answering(turn: Turn) -> Reply:
    """The same answer to every message."""
    return Reply([dict(ANSWER)])


@dataclass
class FakeEngine:
    """Records what it is asked; ``down`` makes it fail, a cleared ``gate`` makes it wait.

    ``vector`` is what comes of reading ahead, which waits for ``vector_gate``.
    """

    replies: Callable[[Turn], Reply] = answering
    down: bool = False
    turns: list[Turn] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    started: asyncio.Queue[Turn] = field(default_factory=asyncio.Queue)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    vector: dict[str, str] | None = None
    vector_gate: asyncio.Event = field(default_factory=asyncio.Event)
    read: list[str] = field(default_factory=list)
    vectors: list[dict[str, str] | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gate.set()
        self.vector_gate.set()

    async def read_ahead(self, text: str) -> dict[str, str] | None:
        """The test's ``vector``."""
        self.read.append(text)
        await self.vector_gate.wait()
        return self.vector

    async def answer(self, turn: Turn) -> Reply:
        """What the test's ``replies`` says."""
        self.turns.append(turn)
        self.started.put_nowait(turn)
        self.vectors.append(await turn.vector if turn.vector else None)
        await self.gate.wait()
        if self.down:
            raise EngineUnavailable
        return self.replies(turn)

    async def forget(self, conversation: str) -> None:
        """Note whom to forget."""
        if self.down:
            raise EngineUnavailable
        self.forgotten.append(conversation)

    async def is_ready(self) -> bool:
        """Ready unless down."""
        return not self.down


@dataclass(frozen=True)
class FakeDecision:
    """A decision about one message."""

    language: Language
    unsupported: bool = False


@dataclass
class FakeDecider:
    """Takes the remembered language, else the page's, else English; German is unsupported."""

    asked: list[tuple[Language | None, str | None]] = field(default_factory=list)

    def decide(self, text: str, *, remembered: Language | None, locale: str | None) -> FakeDecision:
        """A decision by the rules above."""
        self.asked.append((remembered, locale))
        language = remembered or Language.from_locale(locale) or Language.EN
        return FakeDecision(language, unsupported=text.startswith("Guten Tag"))


@dataclass
class FakeReader:
    """Takes "flag: <id>" for a red flag and "all is well" for an all-clear."""

    async def read(self, text: str) -> Alarm | None:
        """What the text says that it is."""
        flag = read_red_flags().get(text.removeprefix("flag: "))
        return Alarm(flag, 0.9) if flag else None

    async def is_all_clear(self, text: str) -> bool:
        """Whether the text says so."""
        return text == "all is well"


def quiet_safety() -> Safety:
    """A reader that a test can make speak, with the real texts."""
    return Safety(FakeReader(), read_advice(read_clinic(KNOWLEDGE / "clinic.yml"), read_red_flags()))

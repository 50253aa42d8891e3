"""An engine and a language decider that do what a test tells them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.engine.engine import EngineUnavailable, Reply, Turn
from knowledge.language import Language

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
    """Records what it is asked; ``down`` makes it fail, a cleared ``gate`` makes it wait."""

    replies: Callable[[Turn], Reply] = answering
    down: bool = False
    turns: list[Turn] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    started: asyncio.Queue[Turn] = field(default_factory=asyncio.Queue)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    async def answer(self, turn: Turn) -> Reply:
        """What the test's ``replies`` says."""
        self.turns.append(turn)
        self.started.put_nowait(turn)
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

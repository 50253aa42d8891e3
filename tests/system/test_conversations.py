"""How many of the held-out conversations go right from their first turn to their last."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from knowledge.language import Language
from tests.system.chat import Visitor, topics

pytestmark = pytest.mark.system

# The least that must be right of 15, 10 and 12: one less than was right on 2026-11-21.
REQUIRED = {
    "two-questions": {"en": 13, "nl": 11, "zh-Hant": 12, "zh-Hans": 12},
    "one-question": {"en": 9, "nl": 9, "zh-Hant": 9, "zh-Hans": 9},
    "follow-up": {"en": 10, "nl": 9, "zh-Hant": 8, "zh-Hans": 9},
}
CASES = [(kind, language) for kind in REQUIRED for language in Language]


@dataclass(frozen=True)
class Turn:
    """One message of a held-out conversation, and what came of it."""

    text: str
    expected: list[str]
    got: list[str]


@cache
def held_out() -> list[dict[str, Any]]:
    """The conversations of tests/evaluation."""
    path = Path(__file__).parents[1] / "evaluation" / "conversations.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("kind", "language"), CASES)
async def test_enough_conversations_go_right(visitor: Visitor, kind: str, language: Language) -> None:
    chosen = [c["turns"] for c in held_out() if c["kind"] == kind and c["language"] == language]
    few = asyncio.Semaphore(4)

    async def hold(turns: list[dict[str, Any]]) -> list[Turn]:
        async with few:
            conversation = visitor.conversation(locale=language)
            return [
                Turn(turn["text"], turn["topics"], topics(await conversation.say(turn["text"])))
                for turn in turns
            ]

    held = await asyncio.gather(*map(hold, chosen))

    wrong = [turn for turns in held for turn in turns if turn.got != turn.expected]
    right = Counter(all(turn.got == turn.expected for turn in turns) for turns in held)[True]
    print(f"\n{kind}, {language}: {right} of {len(held)} conversations right")
    for turn in wrong:
        print(f"  {turn.text}\n    expected {turn.expected}, got {turn.got}")
    assert right >= REQUIRED[kind][language]

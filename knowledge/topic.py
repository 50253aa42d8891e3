"""A topic: one thing that people ask about, in all four languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from knowledge.language import Language

# The manners in which people put a question; see docs/data.md.
MANNERS: Final = ("plain", "colloquial", "typo", "short", "narrative", "indirect", "formal", "mixed")


class Basis(StrEnum):
    """What an answer rests on."""

    TRADITION = "tradition"
    EVIDENCE = "evidence"
    ADVICE = "advice"
    CLINIC = "clinic"


@dataclass(frozen=True)
class LocalizedTopic:
    """A topic in one language."""

    title: str
    label: str
    ask: str
    answer: str
    questions: Mapping[str, tuple[str, ...]]

    def all_questions(self) -> Iterator[str]:
        """Every way in which the topic is asked for, the quick reply's own question first."""
        yield self.ask
        for questions in self.questions.values():
            yield from questions


@dataclass(frozen=True)
class Topic:
    """A topic with its four languages; ``id`` is ``family/name``."""

    id: str
    basis: Basis
    sources: tuple[str, ...]
    languages: Mapping[Language, LocalizedTopic]

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.split("/")[0]

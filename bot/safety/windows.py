"""The parts of a message that are read each for itself, so that harmless words around a sign hide nothing."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_SENTENCE_END: Final = re.compile(r"(?<=[.!?。！？；;…\n])\s*")
_CLAUSE_END: Final = re.compile(
    r"(?<=[.!?。！？；;…\n,，、:：])\s*| - |\s+(?=(?:but|maar|en nu|and now|ook|also|btw)\b)|(?=但|不过|不過)"
)
_SHORTEST: Final = 2
_MOST: Final = 40


def sentences(text: str) -> list[str]:
    """The sentences of a message, in their order."""
    return _parts(_SENTENCE_END, text)


def clauses(text: str) -> list[str]:
    """The clauses of a message, in their order."""
    return _parts(_CLAUSE_END, text)


def windows(text: str) -> list[str]:
    """The message, then its sentences and clauses and each two sentences that follow each other."""
    single = sentences(text)
    pairs = [f"{left} {right}" for left, right in pairwise(single)]
    found = dict.fromkeys([text.strip(), *single, *pairs, *clauses(text)])
    return list(found)[:_MOST]


def _parts(boundary: re.Pattern[str], text: str) -> list[str]:
    stripped = (part.strip() for part in boundary.split(text))
    return [part for part in stripped if len(part) >= _SHORTEST]

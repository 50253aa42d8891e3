"""The words of a message with its mentions among them, by sentence and clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from bot.booking.when.mention import Mention
from bot.booking.when.scanning import Scan

_WORD: Final = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+(?:'[^\W\d_]+)?|\d+|[^\w\s\ue000-\ue003]")
SENTENCE_ENDS: Final = frozenset(".!?;。！？；")
CLAUSE_ENDS: Final = SENTENCE_ENDS | frozenset(",:，：、()（）–—-")


@dataclass(frozen=True)
class Surroundings:
    """Words, each with the number of its sentence and clause; ``places`` are those of the mentions."""

    words: Sequence[str]
    sentences: Sequence[int]
    clauses: Sequence[int]
    places: Sequence[int]

    @classmethod
    def of(cls, scanned: Scan) -> Surroundings:
        """The words around the mentions of a message; a mention is the word of its sort."""
        words: list[str] = []
        places = []
        end = 0
        for mention in scanned.mentions:
            words += _words(scanned.marked, end, mention.start)
            places.append(len(words))
            words.append(_sign(mention))
            end = max(end, mention.end)
        words += _words(scanned.marked, end, len(scanned.marked))
        return cls(words, _numbered(words, SENTENCE_ENDS), _numbered(words, CLAUSE_ENDS), places)

    def word(self, place: int) -> str:
        """The word at a place; before the first and behind the last stand signs."""
        if place < 0:
            return "^"
        return self.words[place] if place < len(self.words) else "$"

    def gap(self, one: int, other: int) -> Sequence[str]:
        """The words between two mentions."""
        first, last = sorted((self.places[one], self.places[other]))
        return self.words[first + 1 : last]

    def sentence(self, number: int) -> list[str]:
        """The words of a sentence."""
        return [word for word, where in zip(self.words, self.sentences, strict=True) if where == number]

    def clause(self, number: int) -> list[str]:
        """The words of a clause."""
        return [word for word, where in zip(self.words, self.clauses, strict=True) if where == number]


def _words(marked: str, start: int, stop: int) -> Iterator[str]:
    return (match[0] for match in _WORD.finditer(marked, start, stop)) if start < stop else iter(())


def _sign(mention: Mention) -> str:
    return f"<{mention.sort.name}>"


def _numbered(words: Sequence[str], ends: frozenset[str]) -> list[int]:
    """The number of each word's stretch; a sign that ends one still belongs to it."""
    return [0, *accumulate(word in ends for word in words[:-1])] if words else []

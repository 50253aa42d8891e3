"""The view of words in their order, where those that a negation stands before are words of their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from bot.safety.red_flag import RED_FLAG_DATA
from bot.safety.sequences import Occurrences
from bot.safety.units import Units
from knowledge.normalization import normalize
from knowledge.source_file import read_yaml

_WORD_OR_END: Final = r"[a-zà-ÿ0-9]+(?:['’][a-z]+)?|[\u3400-\u9fff]|[.!?;,。！？；，、\n:：]"
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_CLAUSE_ENDS: Final = frozenset(".!?;,。！？；，、\n:：")
_QUESTIONS: Final = frozenset("?？")
_NEGATED: Final = "¬"
# So far a negation reaches, in words or Chinese characters, if its clause goes on.
_REACH: Final = 10
_LENGTHS: Final = range(1, 4)
_GAPS: Final = range(2, 6)


@dataclass(frozen=True)
class WordPatterns:
    """Single words, two and three that follow each other, and two with up to four between them."""

    negations: Collection[str]
    turns: Collection[str]

    @classmethod
    def read(cls, folder: Path = RED_FLAG_DATA) -> WordPatterns:
        """Read the negations of all languages.

        Raises:
            SourceError: with file, line and reason, when the file cannot be used.
        """
        root = read_yaml(folder / "negations.yml")
        lists = {
            name: [normalize(word) for entry in root.field(name).fields().values() for word in entry.texts()]
            for name in ("negations", "turns")
        }
        return cls(frozenset(lists["negations"]), frozenset(lists["turns"]))

    def __call__(self, texts: Sequence[str]) -> Iterator[Occurrences]:
        """The patterns in texts, kind by kind."""
        units = Units.of([self.words(text) for text in texts], _code)
        for length in _LENGTHS:
            yield units.sequences(length)
        yield units.pairs(_GAPS)

    def words(self, text: str) -> list[str]:
        """The words of a text, of which those that are negated are words of their own."""
        return list(self._words(normalize(text)))

    @cached_property
    def _token(self) -> re.Pattern[str]:
        """Latin words, Chinese characters and what ends clauses; Chinese turns stay whole."""
        whole = [turn for turn in self.turns if len(turn) > 1 and _HAN.match(turn)]
        longest_first = sorted(whole, key=lambda turn: (-len(turn), turn))
        return re.compile("|".join([*map(re.escape, longest_first), _WORD_OR_END]))

    def _words(self, folded: str) -> Iterator[str]:
        """The words, with a mark on those that are negated; of the clauses' ends only questions stay."""
        reach = 0
        for token in self._token.findall(folded):
            if token in self.negations:
                reach = _REACH
                yield token
            elif token in _CLAUSE_ENDS or token in self.turns:
                reach = 0
                if token not in _CLAUSE_ENDS or token in _QUESTIONS:
                    yield token
            else:
                yield f"{_NEGATED}{token}" if reach else token
                reach = max(0, reach - 1)


@lru_cache(maxsize=100_000)
def _code(word: str) -> int:
    """A number for a word, the same in every process, as Python's own hash is not."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest())

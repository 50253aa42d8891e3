"""What the words of a message say about its language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.content import read_content

OWN: Final = ("en", "nl")
OTHER: Final = "other"
_WORDS: Final = Path(__file__).with_name("words.yml")
_WEIGHTS: Final = {"greetings": 0.2, "content": 0.5, "grammar": 1.0}
_FOREIGN_LETTER: Final = 0.3
# Dutch speakers use many English words, English speakers hardly a Dutch one: a Dutch word says more.
_DUTCH: Final = 1.35


@dataclass(frozen=True)
class Evidence:
    """How much some words say for each language, and how many of them are more than a greeting."""

    weights: Mapping[str, float]
    counted: int

    @property
    def own(self) -> float:
        """How much the words say for English or Dutch, whichever is more."""
        return max(self.weights.get(tag, 0.0) for tag in OWN)

    def lead(self, tag: str) -> float:
        """How much more the words say for one of English and Dutch than for the other."""
        return sum(self.weights.get(own, 0.0) * (1 if own == tag else -1) for own in OWN)

    @property
    def foreign(self) -> float:
        """How much the words say for the likeliest other language."""
        known = [weight for tag, weight in self.weights.items() if tag not in OWN and tag != OTHER]
        return max(known, default=0.0) + self.weights.get(OTHER, 0.0)


class Lexicon:
    """The known words of all languages, each with what it says for which language."""

    def __init__(self) -> None:
        content = read_content(_WORDS)
        lists: Mapping[str, Mapping[str, str]] = content["languages"]
        self._foreign_letters = frozenset("".join(content["foreign_letters"].split()))
        self._greetings = frozenset(word for kinds in lists.values() for word in _words(kinds, "greetings"))
        self._weights = {word: self._shared_out(word, weights) for word, weights in _weights(lists).items()}

    def evidence(self, words: Iterable[str]) -> Evidence:
        """What some words say together; a letter of no language known here says there is another one."""
        sums: defaultdict[str, float] = defaultdict(float)
        counted = 0
        for word in words:
            counted += word not in self._greetings
            for tag, weight in self._weights.get(word, {}).items():
                sums[tag] += weight
            sums[OTHER] += 0.0 if self._foreign_letters.isdisjoint(word) else _FOREIGN_LETTER
        return Evidence(dict(sums), counted)

    def _shared_out(self, word: str, weights: Mapping[str, float]) -> Mapping[str, float]:
        """A word that several languages have says less for each; English and Dutch share only together."""
        limit = _WEIGHTS["greetings"] if word in self._greetings else max(_WEIGHTS.values())
        own = [tag for tag in OWN if tag in weights]
        shares = {
            tag: min(weight, limit) / len(own if tag in own else weights) for tag, weight in weights.items()
        }
        return {"nl": shares.pop("nl") * _DUTCH, **shares} if own == ["nl"] else shares


def _weights(lists: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, float]]:
    """The weight of each word for each language that has it; the heaviest of its kinds counts."""
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for tag, kinds in lists.items():
        for kind, weight in _WEIGHTS.items():
            for word in _words(kinds, kind):
                weights[word][tag] = weight
    return weights


def _words(kinds: Mapping[str, str], kind: str) -> list[str]:
    return kinds.get(kind, "").split()

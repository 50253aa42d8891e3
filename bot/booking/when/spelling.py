"""Words with a known typing mistake, or one letter missing, doubled, wrong or swapped with its neighbour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any, Final

_WORD: Final = re.compile(r"(?<![a-z0-9à-ÿ])[a-z]{2,}(?![a-z0-9à-ÿ])")
# A shorter word may be another one as well.
_SHORTEST: Final = 5


@dataclass(frozen=True)
class Spelling:
    """Each mistaken spelling with the one word that it can stand for.

    ``characters`` are mistakes within a row of characters that has no spaces between its words; ``beside``
    are those that are mistakes only beside others, each with what was meant.
    """

    words: Mapping[str, str]
    characters: Mapping[str, str]
    beside: Sequence[tuple[re.Pattern[str], str]] = ()

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> Spelling:
        """Mistakes for an entry's ``words``, and its known ``typos``; ``others`` are right as they are."""
        words = entry.get("words", "").split()
        right = {*words, *entry.get("others", "").split()}
        return cls(
            _by_one_mistake(words, right) | _by_mistake(entry.get("typos", {})),
            _by_mistake(entry.get("mistakes", {})),
            [(re.compile(one["match"]), one["write"]) for one in entry.get("beside", [])],
        )

    def correct(self, text: str) -> str:
        """The text with its mistaken words put right."""
        for mistake, word in self.characters.items():
            text = text.replace(mistake, word)
        for pattern, meant in self.beside:
            text = pattern.sub(meant, text)
        return _WORD.sub(lambda match: self.words.get(match[0], match[0]), text)


def _by_mistake(entry: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Each mistake of an entry with the word for it."""
    return {mistake: word for word, wrong in entry.items() for mistake in wrong}


def _by_one_mistake(words: Sequence[str], right: Set[str]) -> dict[str, str]:
    """Each spelling one mistake away from only one word, with that word."""
    found: dict[str, str | None] = {}
    for word in words:
        for mistake in set(_mistakes(word)) - right:
            found[mistake] = None if mistake in found else word
    return {mistake: word for mistake, word in found.items() if word and len(mistake) >= _SHORTEST}


def _mistakes(word: str) -> Iterator[str]:
    """All spellings one mistake away that keep the first letter."""
    for place in range(1, len(word) + 1):
        begin, rest = word[:place], word[place:]
        yield from (begin + letter + rest for letter in ascii_lowercase)
        if rest:
            yield begin + rest[1:]
            yield from (begin + letter + rest[1:] for letter in ascii_lowercase)
        if len(rest) > 1:
            yield begin + rest[1] + rest[0] + rest[2:]

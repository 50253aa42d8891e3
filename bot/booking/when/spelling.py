"""Words with one typing mistake: a letter missing, doubled, wrong or swapped with its neighbour."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final

_WORD: Final = re.compile(r"(?<![a-z0-9à-ÿ])[a-z]{5,}(?![a-z0-9à-ÿ])")


@dataclass(frozen=True)
class Spelling:
    """Each mistaken spelling with the one word that it can stand for."""

    words: dict[str, str]

    @classmethod
    def of(cls, words: Collection[str], other_words: Collection[str]) -> Spelling:
        """The mistakes for ``words``; ``other_words`` are right as they are."""
        right = {*words, *other_words}
        found: dict[str, str | None] = {}
        for word in words:
            for mistake in set(_mistakes(word)) - right:
                found[mistake] = None if mistake in found else word
        return cls({mistake: word for mistake, word in found.items() if word})

    def correct(self, text: str) -> str:
        """The text with its mistaken words put right."""
        return _WORD.sub(lambda match: self.words.get(match[0], match[0]), text)


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

"""Two views of a message, each with what tells danger in it: its characters and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.safety.text_view import TextView
from bot.safety.word_patterns import WordPatterns
from knowledge.array_file import Arrays
from knowledge.ngrams import NgramVectorizer
from knowledge.normalization import normalize

_SHORTEST: Final = 2
_LONGEST: Final = 6
# What stands in fewer sentences tells nothing and takes memory.
_RAREST: Final = 3


@dataclass(frozen=True)
class Material:
    """Sentences as each view sees them, a row each, and whether each is a red flag."""

    by_character: NgramVectorizer
    by_word: NgramVectorizer
    characters: sparse.csr_matrix
    words: sparse.csr_matrix
    truth: NDArray[np.bool_]

    @classmethod
    def of(cls, texts: Sequence[str], truth: NDArray[np.bool_], patterns: WordPatterns) -> Material:
        """The rows of the texts."""
        by_character = NgramVectorizer(character_sequences, rarest=_RAREST)
        by_word = NgramVectorizer(patterns, rarest=_RAREST)
        return cls(
            by_character, by_word, by_character.fit_transform(texts), by_word.fit_transform(texts), truth
        )


@dataclass(frozen=True)
class Views:
    """What was learnt in each view; above 0 is danger."""

    characters: TextView
    words: TextView

    @classmethod
    def fit(cls, material: Material, rows: Sequence[int]) -> Views:
        """Learn from some rows of the material."""
        truth = material.truth[rows]
        return cls(
            characters=TextView.fit(material.by_character, material.characters[rows], truth),
            words=TextView.fit(material.by_word, material.words[rows], truth),
        )

    def state(self) -> dict[str, Arrays]:
        """The arrays of each view, from which ``from_state`` makes the same views again."""
        return {"characters": self.characters.state(), "words": self.words.state()}

    @classmethod
    def from_state(cls, state: Mapping[str, Arrays], patterns: WordPatterns) -> Views:
        """Views from what ``state`` gave."""
        return cls(
            characters=TextView.from_state(state["characters"], character_sequences),
            words=TextView.from_state(state["words"], patterns),
        )


def character_sequences(text: str) -> list[str]:
    """Two to six characters that follow each other, also from one word into the next."""
    folded = normalize(text)
    return [
        folded[start : start + length]
        for length in range(_SHORTEST, _LONGEST + 1)
        for start in range(len(folded) - length + 1)
    ]

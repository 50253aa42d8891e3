"""Views of a message: its characters and its words, with what tells danger in each, and its kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.safety.character_sequences import character_sequences
from bot.safety.kinds import Kinds
from bot.safety.sequences import SequenceVectorizer
from bot.safety.text_view import TextView, vectorizer_state
from bot.safety.word_patterns import WordPatterns
from knowledge.array_file import Arrays
from knowledge.margin import MarginClassifier


@dataclass(frozen=True)
class Material:
    """Sentences as each view sees them, a row each, with their labels and whether each is a red flag."""

    by_character: SequenceVectorizer
    by_word: SequenceVectorizer
    characters: sparse.csr_matrix
    words: sparse.csr_matrix
    labels: Sequence[str]
    truth: NDArray[np.bool_]

    @classmethod
    def of(
        cls, texts: Sequence[str], labels: Sequence[str], flags: Collection[str], patterns: WordPatterns
    ) -> Material:
        """The rows of the texts; ``flags`` are the labels that mean danger."""
        by_character, characters = SequenceVectorizer.learn(character_sequences, texts)
        by_word, words = SequenceVectorizer.learn(patterns, texts)
        return cls(by_character, by_word, characters, words, labels, np.isin(labels, list(flags)))


@dataclass(frozen=True)
class Views:
    """What was learnt in each view; above 0 is danger in ``characters`` and ``words``."""

    characters: TextView
    words: TextView
    kinds: Kinds

    @classmethod
    def fit(cls, material: Material, rows: Sequence[int], flags: Collection[str]) -> Views:
        """Learn from some rows of the material."""
        truth, words = material.truth[rows], material.words[rows]
        return cls(
            characters=TextView.fit(material.by_character, material.characters[rows], truth),
            words=TextView.fit(material.by_word, words, truth),
            kinds=Kinds.fit(words, [material.labels[row] for row in rows], flags),
        )

    def state(self) -> dict[str, Arrays]:
        """The arrays of each view, from which ``from_state`` makes the same views again."""
        return {
            "characters": self.characters.state(),
            "words": self.words.state(),
            "kinds": self.kinds.state(),
        }

    @classmethod
    def from_state(cls, state: Mapping[str, Arrays], patterns: WordPatterns) -> Views:
        """Views from what ``state`` gave."""
        characters, words = state["characters"], state["words"]
        by_character = SequenceVectorizer.from_state(character_sequences, vectorizer_state(characters))
        by_word = SequenceVectorizer.from_state(patterns, vectorizer_state(words))
        return cls(
            characters=TextView(by_character, MarginClassifier.from_state(characters)),
            words=TextView(by_word, MarginClassifier.from_state(words)),
            kinds=Kinds.from_state(state["kinds"]),
        )

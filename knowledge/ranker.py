"""Scoring what a text may be about, by two views of it and two ways of comparing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.array_file import Arrays
from knowledge.encoder import FloatMatrix
from knowledge.examples import Example
from knowledge.margin import MarginClassifier
from knowledge.nearest import NearestNgrams, NearestVectors
from knowledge.ngrams import NgramVectorizer, NgramWeights, weights_of_rows
from knowledge.softmax import SoftmaxClassifier
from knowledge.text_views import TextViews

# Found by holding one writer's questions out; see docs/retrieval.md.
_VECTOR_REGULARIZATION: Final = 20.0
_VECTOR_ITERATIONS: Final = 50
_NGRAM_REGULARIZATION: Final = 3.0


@dataclass(frozen=True)
class Scores:
    """What each part says of some texts, arrays of shape (texts, labels) each."""

    labels: list[str]
    vector_classifier: NDArray[np.float32]
    ngram_margin: NDArray[np.float32]
    vector_likeness: NDArray[np.float32]
    ngram_likeness: NDArray[np.float32]

    @cached_property
    def joined(self) -> NDArray[np.float32]:
        """One score a label; the weights were measured, see docs/retrieval.md."""
        classified = 0.25 * self.vector_classifier + 3 * self.ngram_margin
        return np.asarray(classified + 10 * self.vector_likeness + 5 * self.ngram_likeness)

    def first(self) -> Scores:
        """What was said of the first text alone."""
        return Scores(
            labels=self.labels,
            vector_classifier=self.vector_classifier[:1],
            ngram_margin=self.ngram_margin[:1],
            vector_likeness=self.vector_likeness[:1],
            ngram_likeness=self.ngram_likeness[:1],
        )


@dataclass(frozen=True)
class Classifiers:
    """The part of ranking that takes long to learn; it is learnt once and kept."""

    ngrams: NgramVectorizer
    by_vector: SoftmaxClassifier
    by_ngram: MarginClassifier

    @classmethod
    def fit(cls, ngrams: NgramVectorizer, views: TextViews, labels: Sequence[str]) -> Classifiers:
        """Learn from the views of texts and their labels; ``ngrams`` is what weighed the texts."""
        return cls(
            ngrams=ngrams,
            by_vector=SoftmaxClassifier.fit(
                views.vectors,
                labels,
                inverse_regularization=_VECTOR_REGULARIZATION,
                iterations=_VECTOR_ITERATIONS,
            ),
            by_ngram=MarginClassifier.fit(views.ngrams, labels, inverse_regularization=_NGRAM_REGULARIZATION),
        )

    def views(self, texts: Sequence[str], vectors: FloatMatrix) -> TextViews:
        """The views of texts, given their vectors."""
        return TextViews(vectors, self.ngrams.transform(texts))

    def state(self) -> dict[str, Arrays]:
        """The arrays of each part, from which ``from_state`` makes the same classifiers again."""
        return {
            "ngrams": self.ngrams.state(),
            "by_vector": self.by_vector.state(),
            "by_ngram": self.by_ngram.state(),
        }

    @classmethod
    def from_state(cls, state: Mapping[str, Arrays]) -> Classifiers:
        """Classifiers from what ``state`` gave."""
        return cls(
            ngrams=NgramVectorizer.from_state(state["ngrams"]),
            by_vector=SoftmaxClassifier.from_state(state["by_vector"]),
            by_ngram=MarginClassifier.from_state(state["by_ngram"]),
        )


class Ranker:
    """Scores labels (topics and intents) for texts."""

    def __init__(self, classifiers: Classifiers, views: TextViews, labels: Sequence[str]) -> None:
        """Join learnt classifiers with the present examples' views and labels, some of which may be newer."""
        self._classifiers = classifiers
        self._by_vector = NearestVectors(views.vectors, labels)
        self._by_ngram = NearestNgrams(views.ngrams, labels)
        self.labels = self._by_vector.labels
        known = {label: column for column, label in enumerate(classifiers.by_vector.labels)}
        self._columns = np.asarray([known.get(label, -1) for label in self.labels])

    @classmethod
    def of(cls, classifiers: Classifiers, examples: Sequence[Example], vectors: FloatMatrix) -> Ranker:
        """A ranker of examples, given their vectors."""
        views = classifiers.views([example.text for example in examples], vectors)
        return cls(classifiers, views, [example.label for example in examples])

    def scores(self, texts: Sequence[str], vectors: FloatMatrix) -> Scores:
        """What each part says of the texts, given their vectors."""
        return self._scores(vectors, [self._classifiers.ngrams.weigh(text) for text in texts])

    def scores_of(self, views: TextViews) -> Scores:
        """What each part says of texts, given their views."""
        return self._scores(views.vectors, weights_of_rows(views.ngrams))

    def _scores(self, vectors: FloatMatrix, ngrams: Sequence[NgramWeights]) -> Scores:
        vector_likeness = self._by_vector.similarities(vectors)
        ngram_likeness = self._by_ngram.similarities(ngrams)
        by_vector = self._classifiers.by_vector.log_probabilities(vectors)
        by_ngram = np.stack([self._classifiers.by_ngram.margins_of(*weights) for weights in ngrams])
        return Scores(
            labels=self.labels,
            vector_classifier=self._aligned(by_vector, vector_likeness),
            ngram_margin=self._aligned(by_ngram, ngram_likeness),
            vector_likeness=vector_likeness,
            ngram_likeness=ngram_likeness,
        )

    def _aligned(self, learnt: NDArray[np.float32], likeness: NDArray[np.float32]) -> NDArray[np.float32]:
        """The classifier's columns in the order of the labels.

        A label that is newer than the classifier takes the value of the known label that its
        examples are as like to the text as: the best one's where it is nearest of all.
        """
        aligned = learnt[:, self._columns]
        new = self._columns < 0
        if new.any():
            rank = (likeness[:, new, None] <= likeness[:, None, ~new]).sum(axis=2)
            ordered = np.sort(learnt, axis=1)[:, ::-1]
            aligned[:, new] = np.take_along_axis(ordered, np.minimum(rank, ordered.shape[1] - 1), axis=1)
        return aligned

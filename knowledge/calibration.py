"""From scores to the probability that the best topic is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from knowledge.ranker import Scores
from knowledge.softmax import log_softmax


def topic_columns(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which labels are topics (``family/name``); the others are intents."""
    return _topic_columns(tuple(labels))


@lru_cache(maxsize=8)
def _topic_columns(labels: tuple[str, ...]) -> NDArray[np.bool_]:
    return np.asarray(["/" in label for label in labels])


@dataclass(frozen=True)
class Calibration:
    """A logistic regression over what the scores look like around the best topic.

    ``mean``, ``scale`` and ``weights`` have the shape (features,).
    """

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: float

    @classmethod
    def fit(cls, scores: Scores, truth: list[str]) -> Calibration:
        """Learn from the scores of texts that the ranker had not seen, and their true labels."""
        features, best = evidence(scores)
        right = [scores.labels[column] == label for column, label in zip(best, truth, strict=True)]
        mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
        regression = LogisticRegression(max_iter=500).fit((features - mean) / scale, right)
        return cls(mean, scale, regression.coef_[0], float(regression.intercept_[0]))

    def probability(self, scores: Scores) -> NDArray[np.float32]:
        """The probability, of shape (texts,), that each text's best topic is right."""
        return self.best(scores)[1]

    def best(self, scores: Scores) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """The column of each text's best topic, and the probability that it is right."""
        features, best = evidence(scores)
        return best, np.asarray(expit((features - self.mean) / self.scale @ self.weights + self.bias))

    def state(self) -> dict[str, NDArray[Any]]:
        """Arrays from which ``from_state`` makes the same calibration again."""
        bias = np.asarray(self.bias)
        return {"mean": self.mean, "scale": self.scale, "weights": self.weights, "bias": bias}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Calibration:
        """A calibration from what ``state`` gave."""
        return cls(state["mean"], state["scale"], state["weights"], float(state["bias"]))


def evidence(scores: Scores) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """Features of shape (texts, features), and the column of each text's best topic."""
    joined = scores.joined
    topics = topic_columns(scores.labels)
    rows = np.arange(len(joined))
    only_topics = np.where(topics, joined, -np.inf)
    best = only_topics.argmax(axis=1)
    first, second = np.sort(only_topics, axis=1)[:, :-3:-1].T
    other = joined[:, ~topics].max(axis=1)
    features = [
        log_softmax(joined)[rows, best],
        first - second,
        first - other,
        scores.vector_likeness[rows, best],
        scores.ngram_likeness[rows, best],
        scores.vector_likeness[:, ~topics].max(axis=1),
        scores.ngram_likeness[:, ~topics].max(axis=1),
        scores.vector_classifier[rows, best],
        scores.ngram_margin[rows, best],
    ]
    return np.stack(features, axis=1).astype(np.float32), best

"""Multinomial logistic regression, reduced to what ranking needs of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from knowledge.linear import LinearClassifier


class SoftmaxClassifier(LinearClassifier):
    """Log-probabilities of labels from one view of the texts, dense or sparse."""

    @classmethod
    def fit(
        cls, rows: Any, labels: Sequence[str], *, inverse_regularization: float, iterations: int
    ) -> SoftmaxClassifier:
        """Learn from rows of shape (examples, features) and their labels.

        Stopping after ``iterations`` is part of the regularisation.
        """
        learner = LogisticRegression(C=inverse_regularization, max_iter=iterations)
        return cls.learn(learner, rows, labels)

    def log_probabilities(self, rows: Any) -> NDArray[np.float32]:
        """Log-probabilities of shape (rows, labels), in the order of ``labels``."""
        return np.asarray(log_softmax(rows @ self.weights + self.bias), dtype=np.float32)


def log_softmax(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The logarithm of each row's ``softmax``; scipy's own takes ten times as long for one row."""
    lower = rows - rows.max(axis=-1, keepdims=True)
    return np.asarray(lower - np.log(np.exp(lower).sum(axis=-1, keepdims=True)))


def softmax(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The shares of each row's values: their exponentials, which sum up to 1."""
    grown = np.exp(rows - rows.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True))

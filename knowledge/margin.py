"""A linear support vector machine, reduced to what ranking needs of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import LinearSVC

from knowledge.linear import LinearClassifier


class MarginClassifier(LinearClassifier):
    """How far on the right side of each label's border a row lies, one label against the rest.

    On sparse n-grams it is learnt in a fifth of the time that logistic regression takes, and is
    right more often.
    """

    @classmethod
    def fit(
        cls, rows: Any, labels: Sequence[str], *, inverse_regularization: float, tolerance: float = 0.1
    ) -> MarginClassifier:
        """Learn from rows of shape (examples, features) and their labels; ``tolerance`` is when to stop.

        A thousandth of the default moves margins by some hundredths and takes half as long again.
        """
        machine = LinearSVC(C=inverse_regularization, tol=tolerance, random_state=0)
        return cls.learn(machine, rows, labels)

    def margins(self, rows: Any) -> NDArray[np.float32]:
        """Margins of shape (rows, labels), in the order of ``labels``; above 0 is inside."""
        return np.asarray(rows @ self.weights + self.bias, dtype=np.float32)

    def margins_of(self, columns: NDArray[Any], weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """Margins of shape (labels,) of one row, of which only some columns are not zero."""
        return np.asarray(weights @ self.weights[columns] + self.bias, dtype=np.float32)

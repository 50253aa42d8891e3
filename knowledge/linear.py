"""What linear classifiers of either kind keep of their learning."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning


@dataclass(frozen=True)
class LinearClassifier:
    """``weights`` of the shape (features, labels) and ``bias`` of the shape (labels,)."""

    labels: list[str]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def learn(cls, learner: Any, rows: Any, labels: Sequence[str]) -> Self:
        """Fit one of scikit-learn's linear models; stopping early is no cause to warn."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            learner.fit(rows, np.asarray(labels))
        return cls(
            labels=[str(label) for label in learner.classes_],
            weights=np.ascontiguousarray(learner.coef_.T, dtype=np.float32),
            bias=np.asarray(learner.intercept_, dtype=np.float32),
        )

    def state(self) -> dict[str, NDArray[Any]]:
        """Arrays from which ``from_state`` makes the same classifier again."""
        return {"labels": np.asarray(self.labels), "weights": self.weights, "bias": self.bias}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Self:
        """A classifier from what ``state`` gave."""
        return cls([str(label) for label in state["labels"]], state["weights"], state["bias"])

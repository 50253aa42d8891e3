"""One view of a message's text, and how far to the side of danger it lies in that view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge.margin import MarginClassifier
from knowledge.ngrams import Analyze, NgramVectorizer

_REGULARIZATION: Final = 1.0
_SAFE, _DANGER = "0", "1"


@dataclass(frozen=True)
class TextView:
    """A support vector machine over what ``vectorizer`` makes of texts."""

    vectorizer: NgramVectorizer
    border: MarginClassifier

    @classmethod
    def fit(cls, vectorizer: NgramVectorizer, rows: sparse.csr_matrix, truth: NDArray[np.bool_]) -> TextView:
        """Learn which rows, of shape (texts, n-grams) from the fitted vectorizer, are of red flags."""
        labels = [_DANGER if dangerous else _SAFE for dangerous in truth]
        return cls(vectorizer, MarginClassifier.fit(rows, labels, inverse_regularization=_REGULARIZATION))

    def margins(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """How far on the side of danger each text lies, of shape (texts,); below 0 is harmless."""
        weights, bias = self.border.weights[:, 0], self.border.bias[0]
        weighed = (self.vectorizer.weigh(text) for text in texts)
        return np.asarray([found @ weights[columns] + bias for columns, found in weighed], dtype=np.float32)

    def state(self) -> Mapping[str, NDArray[Any]]:
        """Arrays from which ``from_state`` makes the same view again."""
        vectorizer = {f"vectorizer_{name}": array for name, array in self.vectorizer.state().items()}
        return {**vectorizer, **self.border.state()}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]], analyze: Analyze | None = None) -> TextView:
        """A view from what ``state`` gave."""
        begin = "vectorizer_"
        parts = {name.removeprefix(begin): array for name, array in state.items() if name.startswith(begin)}
        return cls(NgramVectorizer.from_state(parts, analyze), MarginClassifier.from_state(state))

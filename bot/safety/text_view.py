"""One view of a message's text: what it is made of, and how far that lies to the side of danger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge.margin import MarginClassifier

_REGULARIZATION: Final = 1.0
_TOLERANCE: Final = 0.01
_SAFE, _DANGER = "0", "1"


class Vectorizer(Protocol):
    """What tells which pieces a text is made of."""

    def weigh(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """The weights of the pieces in texts, of shape (texts, pieces)."""

    def weigh_one(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """What ``weigh`` gives of one text: the columns of its pieces and their weights."""

    def state(self) -> Mapping[str, NDArray[Any]]:
        """Arrays from which the same vectorizer can be made again."""


@dataclass(frozen=True)
class TextView:
    """A support vector machine over what ``vectorizer`` makes of texts."""

    vectorizer: Vectorizer
    border: MarginClassifier

    @classmethod
    def fit(cls, vectorizer: Vectorizer, rows: sparse.csr_matrix, truth: NDArray[np.bool_]) -> TextView:
        """Learn which rows, of shape (texts, pieces) from the fitted vectorizer, are of red flags."""
        labels = [_DANGER if dangerous else _SAFE for dangerous in truth]
        border = MarginClassifier.fit(
            rows, labels, inverse_regularization=_REGULARIZATION, tolerance=_TOLERANCE
        )
        return cls(vectorizer, border)

    def margins(self, rows: sparse.csr_matrix) -> NDArray[np.float32]:
        """How far on the side of danger each text lies, of shape (texts,); below 0 is harmless."""
        return self.border.margins(rows)[:, 0]

    def margin_of(self, text: str) -> float:
        """How far on the side of danger one text lies."""
        return float(self.border.margins_of(*self.vectorizer.weigh_one(text))[0])

    def state(self) -> Mapping[str, NDArray[Any]]:
        """Arrays from which ``from_state`` makes the same view again."""
        vectorizer = {f"vectorizer_{name}": array for name, array in self.vectorizer.state().items()}
        return {**vectorizer, **self.border.state()}


def vectorizer_state(state: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The vectorizer's part of what ``TextView.state`` gave."""
    begin = "vectorizer_"
    return {name.removeprefix(begin): array for name, array in state.items() if name.startswith(begin)}

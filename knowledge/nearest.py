"""How like a text is to the questions of each label: the mean likeness of the three most similar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge.encoder import FloatMatrix
from knowledge.examples_by_label import ExamplesByLabel, highest
from knowledge.ngrams import NgramWeights

_NEIGHBOURS: Final = 3
# Of each label so many are found roughly, along so many axes, to be compared exactly.
_ROUGHLY: Final = 5
_AXES: Final = 128
# The share of examples that an n-gram stands in.
_FREQUENT: Final = 0.25


class NearestNgrams:
    """Compares the n-grams of texts, rows of unit length.

    They are stored by n-gram, so that a short text touches only those that it has; but what
    stands in many examples is multiplied faster with all that have it not than looked up.
    """

    def __init__(self, rows: sparse.csr_matrix, labels: Sequence[str]) -> None:
        self._by_label = ExamplesByLabel(labels)
        columns = rows[self._by_label.order].T.tocsr()
        is_frequent = np.diff(columns.indptr) > _FREQUENT * columns.shape[1]
        self._place = np.where(is_frequent, np.cumsum(is_frequent) - 1, -1)
        self._frequent = columns[is_frequent].toarray()
        self._columns = columns

    @property
    def labels(self) -> list[str]:
        """The labels in the order of the columns of ``similarities``."""
        return self._by_label.labels

    def similarities(self, texts: Sequence[NgramWeights]) -> NDArray[np.float32]:
        """Likeness of shape (texts, labels), from -1 to 1."""
        return np.stack([_mean(self._by_label.highest(self._of_one(*text), _NEIGHBOURS)) for text in texts])

    def _of_one(self, columns: NDArray[np.int32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """Likeness to each example, of shape (examples,)."""
        place = self._place[columns]
        rare = place < 0
        frequent = np.zeros(len(self._frequent), dtype=np.float32)
        frequent[place[~rare]] = weights[~rare]
        return np.asarray(frequent @ self._frequent + self._columns[columns[rare]].T @ weights[rare])


class NearestVectors:
    """Compares dense rows of unit length, of shape (texts, dimensions).

    The rows along their principal axes alone tell which few of each label are nearest, at a
    quarter of the memory to read; those few are compared in full.
    """

    def __init__(self, rows: FloatMatrix, labels: Sequence[str]) -> None:
        self._by_label = ExamplesByLabel(labels)
        self._rows = np.ascontiguousarray(rows[self._by_label.order])
        self._axes = _principal_axes(self._rows)
        # An axis after the other, which is read faster than a row after the other.
        self._rough = np.ascontiguousarray((self._rows @ self._axes).T)

    @property
    def labels(self) -> list[str]:
        """The labels in the order of the columns of ``similarities``."""
        return self._by_label.labels

    def similarities(self, rows: FloatMatrix) -> NDArray[np.float32]:
        """Likeness of shape (rows, labels), from -1 to 1."""
        rough = (rows @ self._axes) @ self._rough
        return np.stack([self._of_one(row, found) for row, found in zip(rows, rough, strict=True)])

    def _of_one(self, row: NDArray[np.float32], rough: NDArray[np.float32]) -> NDArray[np.float32]:
        places = self._by_label.best(rough, _ROUGHLY)
        exact = self._by_label.in_rows(places, self._rows[places] @ row)
        return _mean(highest(exact, _NEIGHBOURS))


def _mean(best: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of each label's values, of shape (labels, examples); -inf stands for none."""
    found = np.isfinite(best)
    return np.asarray(np.where(found, best, 0).sum(axis=1) / found.sum(axis=1), dtype=np.float32)


def _principal_axes(rows: FloatMatrix) -> FloatMatrix:
    """The directions in which the rows differ most, of shape (dimensions, at most 128)."""
    _, vectors = np.linalg.eigh(rows.T @ rows)
    return np.ascontiguousarray(vectors[:, ::-1][:, :_AXES], dtype=np.float32)

"""How like a text is to the questions of each label: the mean likeness of the three most similar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge.encoder import FloatMatrix

_NEIGHBOURS: Final = 3
# Of each label so many are found roughly, along so many axes, to be compared exactly.
_ROUGHLY: Final = 5
_AXES: Final = 128


class NearestNgrams:
    """Compares sparse rows of unit length, of shape (texts, n-grams)."""

    def __init__(self, rows: sparse.csr_matrix, labels: Sequence[str]) -> None:
        self._by_label = _ByLabel(labels)
        # Stored by feature, so that a short text touches only the columns that it has.
        self._columns = rows[self._by_label.order].T.tocsr()

    @property
    def labels(self) -> list[str]:
        """The labels in the order of the columns of ``similarities``."""
        return self._by_label.labels

    def similarities(self, rows: sparse.csr_matrix) -> NDArray[np.float32]:
        """Likeness of shape (rows, labels), from -1 to 1."""
        return np.stack([self._of_one(rows[i : i + 1]) for i in range(rows.shape[0])])

    def _of_one(self, row: sparse.csr_matrix) -> NDArray[np.float32]:
        similarity = np.asarray(self._columns[row.indices].T @ row.data)
        places = self._by_label.best(similarity, _NEIGHBOURS)
        return _mean(np.where(places >= 0, similarity[places], -np.inf))


class NearestVectors:
    """Compares dense rows of unit length, of shape (texts, dimensions).

    The rows along their principal axes alone tell which few of each label are nearest, at a
    quarter of the memory to read; those few are compared in full.
    """

    def __init__(self, rows: FloatMatrix, labels: Sequence[str]) -> None:
        self._by_label = _ByLabel(labels)
        self._rows = np.ascontiguousarray(rows[self._by_label.order])
        self._axes = _principal_axes(self._rows)
        self._rough = self._rows @ self._axes

    @property
    def labels(self) -> list[str]:
        """The labels in the order of the columns of ``similarities``."""
        return self._by_label.labels

    def similarities(self, rows: FloatMatrix) -> NDArray[np.float32]:
        """Likeness of shape (rows, labels), from -1 to 1."""
        rough = (rows @ self._axes) @ self._rough.T
        return np.stack([self._of_one(row, found) for row, found in zip(rows, rough, strict=True)])

    def _of_one(self, row: NDArray[np.float32], rough: NDArray[np.float32]) -> NDArray[np.float32]:
        places = self._by_label.best(rough, _ROUGHLY)
        exact: Any = self._rows[places] @ row
        return _mean(np.sort(np.where(places >= 0, exact, -np.inf), axis=0)[-_NEIGHBOURS:])


class _ByLabel:
    """Examples in the order of their labels."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.order = np.argsort(np.asarray(labels), kind="stable")
        ordered = np.asarray(labels)[self.order]
        self.labels: list[str] = list(dict.fromkeys(ordered.tolist()))
        self._starts = np.asarray([np.searchsorted(ordered, label) for label in self.labels])
        self._counts = np.diff([*self._starts, len(ordered)])

    def best(self, similarity: NDArray[np.float32], count: int) -> NDArray[np.intp]:
        """Where each label's most similar examples are: shape (count, labels), -1 where it has fewer."""
        left, best = similarity.copy(), []
        for _ in range(count):
            highest = np.maximum.reduceat(left, self._starts)
            first = self._first_of_each(left == np.repeat(highest, self._counts))
            best.append(np.where(np.isfinite(highest), first, -1))
            left[first] = -np.inf
        return np.stack(best)

    def _first_of_each(self, chosen: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Of the chosen examples the first of each label: equal ones are taken one at a time."""
        places = np.flatnonzero(chosen)
        labels = np.searchsorted(self._starts, places, side="right")
        return np.asarray(places[np.unique(labels, return_index=True)[1]])


def _mean(best: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of each label's values, of shape (examples, labels); -inf stands for none."""
    found = np.isfinite(best)
    return np.asarray(np.where(found, best, 0).sum(axis=0) / found.sum(axis=0), dtype=np.float32)


def _principal_axes(rows: FloatMatrix) -> FloatMatrix:
    """The directions in which the rows differ most, of shape (dimensions, at most 128)."""
    _, vectors = np.linalg.eigh(rows.T @ rows)
    return np.ascontiguousarray(vectors[:, ::-1][:, :_AXES], dtype=np.float32)

"""How like a text is to the questions of each label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_NEIGHBOURS: Final = 3


class NearestQuestions:
    """For each label, the mean likeness of its three most similar examples."""

    def __init__(self, rows: Any, labels: Sequence[str]) -> None:
        """Keep rows of unit length, dense or sparse, of shape (examples, features)."""
        order = np.argsort(np.asarray(labels), kind="stable")
        ordered = np.asarray(labels)[order]
        self.labels: list[str] = list(dict.fromkeys(ordered.tolist()))
        self._starts = np.asarray([np.searchsorted(ordered, label) for label in self.labels])
        self._counts = np.diff([*self._starts, len(ordered)])
        # Stored by feature, so that a short text touches only the columns that it has.
        self._columns = rows[order].T.tocsr() if sparse.issparse(rows) else rows[order]

    def similarities(self, rows: Any) -> NDArray[np.float32]:
        """Likeness of shape (rows, labels), from -1 to 1."""
        return np.stack([self._by_label(self._to_all(rows[i : i + 1])) for i in range(rows.shape[0])])

    def _to_all(self, row: Any) -> NDArray[np.float32]:
        if not sparse.issparse(row):
            return np.asarray(self._columns @ row[0])
        return np.asarray(self._columns[row.indices].T @ row.data)

    def _by_label(self, similarity: NDArray[np.float32]) -> NDArray[np.float32]:
        """The mean of each label's best, or of all where a label has fewer examples."""
        left, best = similarity.copy(), []
        for _ in range(_NEIGHBOURS):
            highest = np.maximum.reduceat(left, self._starts)
            best.append(highest)
            left[self._first_of_each(left == np.repeat(highest, self._counts))] = -np.inf
        found = np.stack(best)
        return np.asarray(np.where(np.isfinite(found), found, 0).sum(axis=0) / np.isfinite(found).sum(axis=0))

    def _first_of_each(self, chosen: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Of the chosen examples the first of each label: equal ones are taken one at a time."""
        places = np.flatnonzero(chosen)
        labels = np.searchsorted(self._starts, places, side="right")
        return np.asarray(places[np.unique(labels, return_index=True)[1]])

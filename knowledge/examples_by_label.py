"""Examples in the order of their labels, and the few of each label that are most like a text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count as numbers_from
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

# A label with more examples has several parts, whose best ones are compared once more.
_LARGEST_PART: Final = 300
_NOTHING: Final = np.float32(-np.inf)


class ExamplesByLabel:
    """Looks at all labels at once: in a matrix with a row for each label, or for each part of a large one."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.order = np.argsort(np.asarray(labels), kind="stable")
        names, self._label = np.unique(np.asarray(labels)[self.order], return_inverse=True)
        self.labels: list[str] = names.tolist()
        ends = np.cumsum(np.bincount(self._label)).tolist()
        parts = [
            [range(first, min(first + _LARGEST_PART, end)) for first in range(begin, end, _LARGEST_PART)]
            for begin, end in pairwise([0, *ends])
        ]
        self._examples = _filled([list(part) for of_label in parts for part in of_label], len(labels))
        numbers = numbers_from()
        self._parts = _filled([[next(numbers) for _ in of_label] for of_label in parts], len(self._examples))

    def highest(self, similarity: NDArray[np.float32], count: int) -> NDArray[np.float32]:
        """The highest values of each label, of shape (labels, count); -inf where it has fewer."""
        of_parts = highest(np.append(similarity, _NOTHING).take(self._examples), count)
        if len(of_parts) == len(self.labels):
            return of_parts
        nothing = np.full((1, count), _NOTHING)
        of_labels = np.concatenate([of_parts, nothing]).take(self._parts, axis=0)
        return highest(of_labels.reshape(len(self.labels), -1), count)

    def best(self, similarity: NDArray[np.float32], count: int) -> NDArray[np.intp]:
        """Where each label's most similar examples are, ascending; all that equal the last of them."""
        least = self.highest(similarity, count).min(axis=1)
        return np.flatnonzero(similarity >= least.take(self._label))

    def in_rows(self, places: NDArray[np.intp], values: NDArray[np.float32]) -> NDArray[np.float32]:
        """The values of examples, whose places ascend, in a row for each label filled up with -inf."""
        label = self._label[places]
        counts = np.bincount(label, minlength=len(self.labels))
        rows = np.full((len(counts), counts.max()), _NOTHING)
        rows[label, np.arange(len(places)) - (np.cumsum(counts) - counts)[label]] = values
        return rows


def highest(rows: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """The highest values of each row, of shape (rows, count) in no order; -inf where it has fewer."""
    if rows.shape[1] < count:
        rows = np.pad(rows, ((0, 0), (0, count - rows.shape[1])), constant_values=_NOTHING)
    first = rows.shape[1] - count
    return np.partition(rows, first, axis=1)[:, first:]


def _filled(runs: Sequence[Sequence[int]], filling: int) -> NDArray[np.intp]:
    """Numbers in a row for each run, filled up to the longest."""
    longest = max(map(len, runs))
    return np.asarray([[*run, *[filling] * (longest - len(run))] for run in runs], dtype=np.intp)

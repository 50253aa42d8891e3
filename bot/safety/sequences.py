"""TF-IDF weights of sequences, counted with numpy: for 70,000 sentences dictionaries take half a minute."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

# What stands in fewer sentences tells nothing and takes memory.
_RAREST: Final = 3

# The sequences of one kind in some texts: a key for each, and the number of the text that it is in.
Occurrences = tuple[NDArray[np.uint64], NDArray[np.int64]]
# The columns of one text's sequences and their weights, both of shape (sequences of the text,).
SequenceWeights = tuple[NDArray[np.int64], NDArray[np.float32]]
# What finds the sequences of texts, kind by kind. Two have the same key about once in 10^13 times.
Finder = Callable[[Sequence[str]], Iterator[Occurrences]]


@dataclass(frozen=True)
class SequenceVectorizer:
    """Weights of the sequences that ``find`` finds.

    ``keys`` are theirs in ascending order, ``idf`` how rare each is; rows are of unit length.
    """

    find: Finder
    keys: NDArray[np.uint64]
    idf: NDArray[np.float32]

    @classmethod
    def learn(cls, find: Finder, texts: Sequence[str]) -> tuple[SequenceVectorizer, sparse.csr_matrix]:
        """Learn which sequences exist; also the texts' own weights, of shape (texts, sequences)."""
        parts = [_counted(keys, rows, len(texts)) for keys, rows in find(texts)]
        keys = np.concatenate([part_keys for part_keys, _ in parts])
        order = np.argsort(keys)
        counts = sparse.hstack([part_counts for _, part_counts in parts], format="csr")[:, order]
        found = np.bincount(counts.indices, minlength=len(keys))
        idf = np.asarray(np.log((1 + len(texts)) / (1 + found)) + 1, dtype=np.float32)
        learnt = cls(find, keys[order], idf)
        return learnt, learnt._weighed(counts)

    def weigh(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """The weights of the known sequences in texts, of shape (texts, sequences)."""
        found = list(self.find(texts))
        keys = np.concatenate([of_kind for of_kind, _ in found])
        rows = np.concatenate([of_kind for _, of_kind in found])
        columns = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = self.keys[columns] == keys
        cells, counts = np.unique(rows[known] * len(self.keys) + columns[known], return_counts=True)
        row, column = np.divmod(cells, len(self.keys))
        begins = np.searchsorted(row, np.arange(len(texts) + 1))
        shape = (len(texts), len(self.keys))
        return self._weighed(sparse.csr_matrix((counts.astype(np.float32), column, begins), shape))

    def weigh_one(self, text: str) -> SequenceWeights:
        """What ``weigh`` gives of one text, without making a matrix of it, which takes longer."""
        keys = np.concatenate([of_kind for of_kind, _ in self.find([text])])
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        columns, counts = np.unique(places[self.keys[places] == keys], return_counts=True)
        weights = (np.log(counts.astype(np.float32)) + 1) * self.idf[columns]
        length = float(np.sqrt(weights @ weights)) or 1.0
        return columns, np.asarray(weights / length, dtype=np.float32)

    def _weighed(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        weights = (np.log(counts.data) + 1) * self.idf[counts.indices]
        row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        lengths = np.sqrt(np.bincount(row, weights * weights, minlength=counts.shape[0]))
        weights = (weights / lengths[row]).astype(np.float32)
        return sparse.csr_matrix((weights, counts.indices, counts.indptr), counts.shape)

    def state(self) -> dict[str, NDArray[Any]]:
        """Arrays from which ``from_state`` makes the same again."""
        return {"keys": self.keys, "idf": self.idf}

    @classmethod
    def from_state(cls, find: Finder, state: Mapping[str, NDArray[Any]]) -> SequenceVectorizer:
        """What ``state`` gave arrays of; ``find`` is what it was learnt with."""
        return cls(find, state["keys"], state["idf"])


def _counted(
    keys: NDArray[np.uint64], rows: NDArray[np.int64], texts: int
) -> tuple[NDArray[np.uint64], sparse.csr_matrix]:
    """The keys that stand in enough texts, and how often each text has each of them."""
    known, columns = np.unique(keys, return_inverse=True)
    ones = np.ones(len(columns), dtype=np.float32)
    counts = sparse.csr_matrix((ones, (rows, columns)), shape=(texts, len(known)))
    frequent = np.flatnonzero(np.bincount(counts.indices, minlength=len(known)) >= _RAREST)
    return known[frequent], counts[:, frequent]

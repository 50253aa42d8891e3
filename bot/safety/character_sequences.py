"""Texts as sequences of characters, counted with numpy: for 60,000 sentences dictionaries take minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge.normalization import normalize

_SHORTEST: Final = 2
_LONGEST: Final = 6
# What stands in fewer sentences tells nothing and takes memory.
_RAREST: Final = 3
# Keys of two sequences are the same about once in 10^13 times; the factor is any large odd number.
_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class CharacterSequences:
    """TF-IDF weights of two to six characters that follow each other, also from one word into the next.

    ``keys`` are the sequences' hashes in ascending order, ``idf`` how rare each is; rows are of
    unit length.
    """

    keys: NDArray[np.uint64]
    idf: NDArray[np.float32]

    @classmethod
    def learn(cls, texts: Sequence[str]) -> tuple[CharacterSequences, sparse.csr_matrix]:
        """Learn which sequences exist; also the texts' own weights, of shape (texts, sequences)."""
        parts = [_counted(keys, rows, len(texts)) for keys, rows in _keys(texts)]
        keys = np.concatenate([part_keys for part_keys, _ in parts])
        order = np.argsort(keys)
        counts = sparse.hstack([part_counts for _, part_counts in parts], format="csr")[:, order]
        found = np.bincount(counts.indices, minlength=len(keys))
        learnt = cls(keys[order], np.asarray(np.log((1 + len(texts)) / (1 + found)) + 1, dtype=np.float32))
        return learnt, learnt._weighed(counts)

    def weigh(self, text: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The columns of one text's sequences and their weights, both of shape (sequences of the text,)."""
        keys = np.concatenate([keys for keys, _ in _keys([text])])
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        columns, counts = np.unique(places[self.keys[places] == keys], return_counts=True)
        weights = (np.log(counts.astype(np.float32)) + 1) * self.idf[columns]
        length = float(np.sqrt(weights @ weights)) or 1.0
        return columns.astype(np.int32), np.asarray(weights / length, dtype=np.float32)

    def _weighed(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        rows = counts.astype(np.float32)
        rows.data = (np.log(rows.data) + 1) * self.idf[rows.indices]
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1))).ravel()
        rows.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(rows.indptr)).astype(np.float32)
        return rows

    def state(self) -> dict[str, NDArray[Any]]:
        """Arrays from which ``from_state`` makes the same again."""
        return {"keys": self.keys, "idf": self.idf}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> CharacterSequences:
        """What ``state`` gave arrays of."""
        return cls(state["keys"], state["idf"])


def _counted(
    keys: NDArray[np.uint64], rows: NDArray[np.int64], texts: int
) -> tuple[NDArray[np.uint64], sparse.csr_matrix]:
    """The keys that stand in enough texts, and how often each text has each of them."""
    known, columns = np.unique(keys, return_inverse=True)
    ones = np.ones(len(columns), dtype=np.float32)
    counts = sparse.csr_matrix((ones, (rows, columns)), shape=(texts, len(known)))
    frequent = np.flatnonzero(np.bincount(counts.indices, minlength=len(known)) >= _RAREST)
    return known[frequent], counts[:, frequent]


def _keys(texts: Sequence[str]) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
    """For each length of sequence: the keys in the texts, and the number of each one's text."""
    folded = [normalize(text) for text in texts]
    lengths = np.fromiter(map(len, folded), dtype=np.int64, count=len(folded))
    codes = np.fromiter(map(ord, chain.from_iterable(folded)), dtype=np.uint64, count=int(lengths.sum()))
    rows = np.repeat(np.arange(len(folded)), lengths)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(codes))  # to the end of its text
    keys = np.ones(len(codes), dtype=np.uint64)
    for length in range(1, _LONGEST + 1):
        keys = keys[: len(codes) - length + 1] * _FACTOR + codes[length - 1 :]
        inside = np.flatnonzero(left[: len(keys)] >= length)
        if length >= _SHORTEST:
            yield keys[inside], rows[inside]

"""Texts as one array of their units, characters or words, from which the keys of sequences are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.safety.sequences import Occurrences

# Any large odd number.
_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)
_Unit = TypeVar("_Unit")


@dataclass(frozen=True)
class Units:
    """The units of some texts one after the other, as arrays of shape (units,).

    ``codes`` stand for the units, ``rows`` are the numbers of their texts, ``left`` is how many
    units there are to the end of the text, their own included.
    """

    codes: NDArray[np.uint64]
    rows: NDArray[np.int64]
    left: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[Sequence[_Unit]], code: Callable[[_Unit], int]) -> Units:
        """The units of texts, each of which is a sequence of them."""
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        codes = map(code, chain.from_iterable(texts))
        total = int(lengths.sum())
        return cls(
            codes=np.fromiter(codes, dtype=np.uint64, count=total),
            rows=np.repeat(np.arange(len(texts)), lengths),
            left=np.repeat(np.cumsum(lengths), lengths) - np.arange(total),
        )

    def sequences(self, length: int) -> Occurrences:
        """So many units that follow each other."""
        return self._picked(range(length), start=1)

    def pairs(self, distances: Iterable[int]) -> Occurrences:
        """Two units at any of the distances, whichever it is."""
        found = [self._picked((0, distance), start=2) for distance in distances]
        return np.concatenate([keys for keys, _ in found]), np.concatenate([rows for _, rows in found])

    def _picked(self, offsets: Sequence[int], *, start: int) -> Occurrences:
        """The units at these offsets from each place; ``start`` tells kinds of picking apart."""
        places = np.flatnonzero(self.left > offsets[-1])
        keys = np.full(len(places), start, dtype=np.uint64)
        for offset in offsets:
            keys = keys * _FACTOR + self.codes[places + offset]
        return keys, self.rows[places]

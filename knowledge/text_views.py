"""The two views of texts that ranking compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scipy import sparse

from knowledge.encoder import FloatMatrix


@dataclass(frozen=True)
class TextViews:
    """Vectors of shape (texts, dimensions) and weights of shape (texts, n-grams), a row for each text."""

    vectors: FloatMatrix
    ngrams: sparse.csr_matrix

    def of(self, places: Sequence[int]) -> TextViews:
        """The views of some of the texts."""
        return TextViews(self.vectors[places], self.ngrams[places])

"""What is learnt from the phrases of ``data/when``, and the file that it is kept in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction import FeatureHasher

from knowledge.array_file import read_parts, write_parts

_COLUMNS: Final = 2**18
_HASHER: Final = FeatureHasher(_COLUMNS, input_type="string", alternate_sign=False, dtype=np.float32)


def hashed(features: Iterable[Collection[str]]) -> sparse.csr_matrix:
    """Features in columns by their hashes, each once, of shape (mentions, columns)."""
    found = _HASHER.transform(features)
    found.data[:] = 1
    return found


@dataclass(frozen=True)
class JudgeModel:
    """Weights of a mention's hashed features, and of a candidate's traits."""

    weights: NDArray[np.float32]
    bias: float
    traits: NDArray[np.float64]
    fingerprint: str

    def scores(self, features: sparse.csr_matrix) -> NDArray[np.float64]:
        """For each mention how much speaks for the wish: the logarithm of its odds."""
        return np.asarray(features @ self.weights, dtype=np.float64) + self.bias

    def save(self, path: Path) -> None:
        """Write the model to one file, in place of the one that was there."""
        mentions = {"weights": self.weights, "bias": np.asarray(self.bias)}
        write_parts(path, {"mentions": mentions, "candidates": {"traits": self.traits}}, self.fingerprint)

    @classmethod
    def load(cls, path: Path) -> JudgeModel:
        """Read a model from its file.

        Raises:
            FileNotFoundError: when there is none: ``python -m bot train`` makes it.
        """
        parts, fingerprint = read_parts(path)
        mentions = parts["mentions"]
        return cls(mentions["weights"], float(mentions["bias"]), parts["candidates"]["traits"], fingerprint)

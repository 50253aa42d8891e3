"""What is learnt from the sentences of ``data/red_flags``, and the file that it is kept in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from knowledge.array_file import read_parts, write_parts
from knowledge.ranker import Classifiers


@dataclass(frozen=True)
class Decision:
    """A logistic regression over the evidence; ``mean``, ``scale`` and ``weights`` of shape (features,)."""

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: float

    def probability(self, features: NDArray[np.float32]) -> float:
        """The probability that evidence of shape (features,) is of a red flag."""
        return float(expit((features - self.mean) / self.scale @ self.weights + self.bias))

    def state(self) -> Mapping[str, NDArray[Any]]:
        """Arrays from which the same decision can be made again."""
        return {
            "mean": self.mean,
            "scale": self.scale,
            "weights": self.weights,
            "bias": np.asarray(self.bias),
        }


@dataclass(frozen=True)
class SafetyModel:
    """The classifiers, the decision over what they and the rules say, and what they were learnt from."""

    classifiers: Classifiers
    decision: Decision
    fingerprint: str

    def save(self, path: Path) -> None:
        """Write the model to one file, in place of the one that was there."""
        parts = {**self.classifiers.state(), "decision": self.decision.state()}
        write_parts(path, parts, self.fingerprint)

    @classmethod
    def load(cls, path: Path) -> SafetyModel:
        """Read a model from its file.

        Raises:
            FileNotFoundError: when there is none: ``python -m bot train`` makes it.
        """
        parts, fingerprint = read_parts(path)
        kept = parts["decision"]
        decision = Decision(kept["mean"], kept["scale"], kept["weights"], float(kept["bias"]))
        return cls(Classifiers.from_state(parts), decision, fingerprint)

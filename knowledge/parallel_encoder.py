"""Encoding many texts on all cores, for training; few texts are not worth the processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final

import numpy as np

from knowledge.encoder import EMBEDDED, Encoder, FloatMatrix
from knowledge.encoder_choice import load_encoder

# Few enough to share out evenly, many enough that the way between the processes costs nothing.
_CHUNK: Final = 512


class ParallelEncoder:
    """The encoder of a name, once in each of as many processes as there are cores."""

    def __init__(self, name: str, processes: int | None = None) -> None:
        self.name = name
        self._processes = processes or os.cpu_count() or 1

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        """The texts' vectors, of shape (texts, dimensions), in their order."""
        workers = min(self._processes, -(-len(texts) // _CHUNK))
        if workers < 2 or self.name != EMBEDDED:  # sentence-transformers uses all cores by itself
            return load_encoder(self.name).encode(texts)
        # Started anew: a copy of this process would share the locks of its threads.
        with ProcessPoolExecutor(workers, get_context("spawn"), _load, (self.name,)) as pool:
            return np.concatenate(list(pool.map(_encode, _chunks(texts))))


_loaded: list[Encoder] = []


def _load(name: str) -> None:
    """Load the encoder of a worker."""
    _loaded.append(load_encoder(name))


def _encode(texts: Sequence[str]) -> FloatMatrix:
    return _loaded[0].encode(texts)


def _chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), _CHUNK):
        yield texts[start : start + _CHUNK]

"""Vectors that were computed before, kept so that only new sentences are encoded."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.encoder import Encoder, FloatMatrix


class CachedEncoder:
    """An encoder that remembers its vectors in one file below a folder."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        digest = hashlib.sha256(encoder.name.encode()).hexdigest()[:12]
        self._path = folder / f"vectors-{digest}.npz"
        self._known = _read(self._path)

    @property
    def name(self) -> str:
        """The name of the encoder behind the cache."""
        return self._encoder.name

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        """The texts' vectors; new ones are computed once and written to the file."""
        missing = list(dict.fromkeys(text for text in texts if text not in self._known))
        if missing:
            self._known.update(zip(missing, self._encoder.encode(missing), strict=True))
            self._write()
        return np.stack([self._known[text] for text in texts])

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # Another process may write at the same moment: each has its own file until it is whole.
        partial = self._path.with_suffix(f".{os.getpid()}.npz")
        np.savez(partial, texts=np.asarray(list(self._known)), vectors=np.stack(list(self._known.values())))
        partial.replace(self._path)


def _read(path: Path) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as file:
        return dict(zip(file["texts"].tolist(), file["vectors"], strict=True))

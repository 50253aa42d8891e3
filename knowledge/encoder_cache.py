"""Vectors that were computed before, kept so that only new sentences are encoded."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from knowledge.encoder import Encoder, FloatMatrix


class CachedEncoder:
    """An encoder that remembers its vectors in one file below a folder.

    Processes that encode at the same moment wait for each other, so no sentence is encoded twice.
    """

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
        if self._missing(texts):
            with _alone(self._path.parent):
                self._known.update(_read(self._path))  # what another process has encoded meanwhile
                self._encode_new(self._missing(texts))
        return np.stack([self._known[text] for text in texts])

    def _missing(self, texts: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(text for text in texts if text not in self._known))

    def _encode_new(self, texts: Sequence[str]) -> None:
        if texts:
            self._known.update(zip(texts, self._encoder.encode(texts), strict=True))
            self._write()

    def _write(self) -> None:
        # Whoever reads meanwhile must find a whole file.
        partial = self._path.with_suffix(f".{os.getpid()}.npz")
        np.savez(partial, texts=np.asarray(list(self._known)), vectors=np.stack(list(self._known.values())))
        partial.replace(self._path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Waits until no other process encodes for a folder; one that dies lets the next one in."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _read(path: Path) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as file:
        return dict(zip(file["texts"].tolist(), file["vectors"], strict=True))

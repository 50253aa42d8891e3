"""Encoding each message once, for all that look at its vector after the gateway."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from knowledge.encoder import EMBEDDED, Encoder, UniversalSentenceEncoder
from knowledge.sentence_vector import PackedVector, pack_vector


class SentenceVectors(Protocol):
    """Gives the vectors of messages."""

    async def pack(self, text: str) -> PackedVector | None:
        """The text's vector, packed; None when the engine is to encode by itself."""


class NoVectors:
    """Leaves encoding to the engine."""

    async def pack(self, text: str) -> PackedVector | None:
        """None."""
        return None


class EncodedOnce:
    """Encodes on a thread of its own, off the event loop, one text at a time."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="encoder")

    async def pack(self, text: str) -> PackedVector | None:
        """The text's vector."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._pack, text)

    def _pack(self, text: str) -> PackedVector:
        return pack_vector(self._encoder.name, self._encoder.encode([text])[0])


def load_sentence_vectors(encoder: str) -> SentenceVectors:
    """What encodes in the gateway; another encoder than the embedded one needs torch, which stays out."""
    return EncodedOnce(UniversalSentenceEncoder()) if encoder == EMBEDDED else NoVectors()

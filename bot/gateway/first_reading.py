"""What a message is read for before anything else: red flags; its vector goes on to the engine."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from knowledge.encoder import Encoder
from knowledge.sentence_vector import PackedVector, pack_vector

if TYPE_CHECKING:
    from bot.safety.detector import Alarm, Detector


@dataclass(frozen=True)
class Reading:
    """What was found; ``vector`` is None when the engine is to encode by itself."""

    alarm: Alarm | None = None
    vector: PackedVector | None = None


class FirstReader(Protocol):
    """Reads each message first."""

    async def read(self, text: str) -> Reading:
        """What a message holds."""

    async def is_all_clear(self, text: str) -> bool:
        """Whether a message says that all is well; only asked while a warning is open."""


class SafetyReader:
    """Encodes each message once and reads it for red flags, each on a thread of its own."""

    def __init__(self, detector: Detector | None, encoder: Encoder | None) -> None:
        """``encoder`` is None where the engine has another one, which stays out of this process."""
        self._detector = detector
        self._encoder = encoder
        self._encoding = ThreadPoolExecutor(1, thread_name_prefix="encoding")
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="reading")

    async def read(self, text: str) -> Reading:
        """What a message holds."""
        run = asyncio.get_running_loop().run_in_executor
        # Encoding computes outside the interpreter's lock, so both go on at once.
        encoding = run(self._encoding, self._encode, text)
        alarm = await run(self._reading, self._detect, text)
        return Reading(alarm, vector=await encoding)

    async def is_all_clear(self, text: str) -> bool:
        """Whether a message says that all is well."""
        run = asyncio.get_running_loop().run_in_executor
        return self._detector is not None and await run(self._reading, self._detector.is_all_clear, text)

    def _detect(self, text: str) -> Alarm | None:
        return self._detector.detect(text) if self._detector else None

    def _encode(self, text: str) -> PackedVector | None:
        if self._encoder is None:
            return None
        return pack_vector(self._encoder.name, self._encoder.encode([text])[0])

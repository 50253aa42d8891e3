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
    all_clear: bool = False
    vector: PackedVector | None = None


class FirstReader(Protocol):
    """Reads each message first."""

    async def read(self, text: str) -> Reading:
        """What a message holds."""


class SafetyReader:
    """Encodes each message once and reads it for red flags, on a thread of its own."""

    def __init__(self, detector: Detector | None, encoder: Encoder | None, engine_encoder: str) -> None:
        """``engine_encoder`` names the engine's encoder, which may be another than this one."""
        self._detector = detector
        self._encoder = encoder
        self._engine_encoder = engine_encoder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="first-reading")

    async def read(self, text: str) -> Reading:
        """What a message holds."""
        if self._encoder is None:
            return Reading()
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._read, text, self._encoder)

    def _read(self, text: str, encoder: Encoder) -> Reading:
        vector = encoder.encode([text])
        shared = encoder.name == self._engine_encoder
        packed = pack_vector(encoder.name, vector[0]) if shared else None
        if self._detector is None:
            return Reading(vector=packed)
        alarm = self._detector.detect(text, vector)
        all_clear = alarm is None and self._detector.is_all_clear(text, vector)
        return Reading(alarm, all_clear=all_clear, vector=packed)

"""Reading each message for red flags, before anything else."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.safety.detector import Alarm, Detector


class RedFlagReader(Protocol):
    """Reads each message first."""

    async def read(self, text: str) -> Alarm | None:
        """The red flag that a message holds."""

    async def is_all_clear(self, text: str) -> bool:
        """Whether a message says that all is well; only asked while a warning is open."""


class ThreadedReader:
    """Reads with the trained detector, on a thread of its own; finds nothing where there is none."""

    def __init__(self, detector: Detector | None) -> None:
        self._detector = detector
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reading")

    async def read(self, text: str) -> Alarm | None:
        """The red flag that a message holds."""
        if self._detector is None:
            return None
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._detector.detect, text)

    async def is_all_clear(self, text: str) -> bool:
        """Whether a message says that all is well."""
        if self._detector is None:
            return False
        return await asyncio.get_running_loop().run_in_executor(
            self._thread, self._detector.is_all_clear, text
        )

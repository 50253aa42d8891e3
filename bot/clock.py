"""The system's clock, which ``MERIDIAN_NOW`` can start at another moment."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class Clock:
    """A clock that runs at the usual pace from a chosen start."""

    offset: timedelta = timedelta()

    @classmethod
    def starting_at(cls, now: datetime | None) -> Clock:
        """A clock that shows ``now`` at this instant; the real clock for None."""
        return cls(now - datetime.now(UTC)) if now else cls()

    @classmethod
    def from_environment(cls) -> Clock:
        """The clock that ``MERIDIAN_NOW`` asks for.

        A process started later reads ``MERIDIAN_CLOCK_OFFSET`` (seconds), which the supervisor
        sets once, so that all processes agree and a restarted one does not jump back.
        """
        seconds = os.environ.get("MERIDIAN_CLOCK_OFFSET")
        if seconds:
            return cls(timedelta(seconds=float(seconds)))
        started = os.environ.get("MERIDIAN_NOW")
        return cls.starting_at(datetime.fromisoformat(started) if started else None)

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC) + self.offset

    @staticmethod
    def monotonic() -> float:
        """Seconds for measuring durations; unaffected by ``MERIDIAN_NOW``."""
        return time.monotonic()

"""What became of a message that we sent."""

from __future__ import annotations

from enum import Enum
from functools import total_ordering
from typing import Final


@total_ordering
class Status(Enum):
    """How far a message has come; a later status is greater, so one that comes late changes nothing.

    ``failed`` is greater than ``sent`` alone: who has received a message did receive it.
    """

    SENT = "sent"
    FAILED = "failed"
    DELIVERED = "delivered"
    READ = "read"
    PLAYED = "played"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Status):
            return NotImplemented
        return _ORDER.index(self) < _ORDER.index(other)


_ORDER: Final = tuple(Status)

"""Whether the clinic is closed at what a message asks for."""

from __future__ import annotations

from bot.booking.when.outcome import When
from knowledge.opening_hours import OpeningHours


def is_closed(when: When, hours: OpeningHours) -> bool:
    """Whether the clinic is closed all that day, or at that time of it."""
    if when.date is None:
        return False
    span = hours.on(when.date)
    return span is None or (when.time is not None and not span[0] <= when.time < span[1])

"""Short ways to say a moment in Hong Kong and a request."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from bot.booking.appointment import BookingRequest
from knowledge.language import Language

_KEYS = count()


def hong_kong(text: str) -> datetime:
    """A moment such as ``2026-11-24 15:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Hong_Kong"))


# A Monday.
NOW = hong_kong("2026-11-23 09:30")


def wish(start: str | datetime, **changes: Any) -> BookingRequest:
    """A request for acupuncture in a confirmation of its own."""
    values: dict[str, Any] = {
        "key": f"confirmation-{next(_KEYS)}",
        "service": "acupuncture",
        "start": hong_kong(start) if isinstance(start, str) else start,
        "language": Language.EN,
        "conversation": "anna",
        "name": "Anna Chan",
        "phone": "+85291234567",
        "email": "anna@example.com",
    }
    return BookingRequest(**values | changes)

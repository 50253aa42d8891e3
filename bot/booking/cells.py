"""Time in cells of a quarter of an hour, counted from 1970 in UTC: what an appointment occupies."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

CELL: Final = timedelta(minutes=15)
_SECONDS: Final = int(CELL.total_seconds())


def cells_between(start: datetime, end: datetime) -> range:
    """The cells that a span of time touches, the first and last also where it covers them in part."""
    return range(int(start.timestamp() // _SECONDS), -int(-end.timestamp() // _SECONDS))

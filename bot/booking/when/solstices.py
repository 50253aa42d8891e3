"""The date of the winter solstice, by Chinese time."""

from __future__ import annotations

from datetime import date
from typing import Final

_DECEMBER: Final = 12
_YEAR: Final = 0.2422
# The mean moment in December 2000, as almanacs of this century count from it.
_EPOCH: Final = 21.94


def next_winter_solstice(today: date) -> date:
    """The winter solstice of this year, or of the next where it has passed."""
    solstice = _winter_solstice(today.year)
    return solstice if solstice >= today else _winter_solstice(today.year + 1)


def _winter_solstice(year: int) -> date:
    """A year is a quarter of a day longer than its days, less a leap day every four years."""
    years = year % 100
    return date(year, _DECEMBER, int(_EPOCH + _YEAR * years) - years // 4)

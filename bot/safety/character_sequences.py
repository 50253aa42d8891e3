"""The view of characters: two to six of them that follow each other, also from one word into the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bot.safety.sequences import Occurrences
from bot.safety.units import Units
from knowledge.normalization import normalize

_LENGTHS: Final = range(2, 7)


def character_sequences(texts: Sequence[str]) -> Iterator[Occurrences]:
    """The sequences of characters in texts, length by length."""
    units = Units.of([normalize(text) for text in texts], ord)
    for length in _LENGTHS:
        yield units.sequences(length)

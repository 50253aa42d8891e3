"""Which examples are held out: those that learning never sees, from which its trust is measured."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32


def split(texts: Sequence[str], one_of: int) -> tuple[list[int], list[int]]:
    """The places of the texts that are learnt from, and of one of so many that are held out.

    A text is held out or not whatever stands beside it, so that a few new ones change little.
    """
    held = [crc32(text.encode()) % one_of == 0 for text in texts]
    places = range(len(texts))
    return [place for place in places if not held[place]], [place for place in places if held[place]]

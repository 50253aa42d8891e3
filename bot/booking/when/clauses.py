"""The clauses and sentences in which days and times stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from bot.booking.when.grammar import Cues
from bot.booking.when.mention import Mention

SENTENCE_END: Final = re.compile(r"[?!;。]|\. ")


def clauses(marked: str, mentions: Sequence[Mention], cues: Cues) -> Iterator[tuple[Mention, int, int]]:
    """Each mention with the start and end of its clause."""
    ends = _ends(marked, cues)
    for mention in mentions:
        place = bisect_right(ends, mention.start)
        yield mention, ends[place - 1] if place else 0, ends[place] if place < len(ends) else len(marked)


@lru_cache(maxsize=16)
def _ends(marked: str, cues: Cues) -> Sequence[int]:
    """Where its clauses end; several ask for those of one message."""
    return [match.end() for match in cues.clause_ends.finditer(marked)]

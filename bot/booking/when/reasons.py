"""What a message gives as the reason for its wish: other plans, habits, what was offered."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from bot.booking.when.clauses import SENTENCE_END, clauses
from bot.booking.when.day_values import AnyDay, DaysOn
from bot.booking.when.grammar import Cues, Grammar
from bot.booking.when.mention import Mention

_WORD: Final = re.compile(r"[^\W_]")
_TELLING: Final = re.compile(r"[^\W\d_]{4}")


def reasons(marked: str, mentions: Sequence[Mention], tables: Sequence[Grammar]) -> set[Mention]:
    """The mentions that only give a reason for the others."""
    kept = list(mentions)
    found: set[Mention] = set()
    for table in tables:
        found |= _concluded(marked, kept, table.cues)
        kept = [one for one in kept if one not in found]
    for table in tables:
        found |= _in_background(marked, kept, table.cues)
        kept = [one for one in kept if one not in found]
    return found


def _concluded(marked: str, mentions: Sequence[Mention], cues: Cues) -> set[Mention]:
    """What stands before a conclusion that has a day or a time of its own ("dinner at 7, so 4 tomorrow")."""
    found: set[Mention] = set()
    for match in cues.conclusions.finditer(marked):
        _, before, after = _around(marked, mentions, match)
        found.update(_superseded(before, after))
    for match in cues.requests.finditer(marked):
        start, before, after = _around(marked, mentions, match)
        if _only_tells(marked[start : match.start()], cues):
            found.update(_superseded(before, after))
    return found


def _only_tells(said: str, cues: Cues) -> bool:
    """Whether words ahead of a request say something and ask for nothing ("exam on the 4th, can I ...")."""
    return _TELLING.search(said) is not None and cues.wanting.search(said) is None


def _around(
    marked: str, mentions: Sequence[Mention], match: re.Match[str]
) -> tuple[int, list[Mention], list[Mention]]:
    """Where the sentence of a word begins, and its mentions before and after the word.

    A sentence that begins with the word is one with the sentence before it.
    """
    ends = list(SENTENCE_END.finditer(marked))
    start = max((end.end() for end in ends if _WORD.search(marked, end.end(), match.start())), default=0)
    stop = min((end.start() for end in ends if end.start() >= match.end()), default=len(marked))
    before = [one for one in mentions if start <= one.start < match.start()]
    return start, before, [one for one in mentions if match.end() <= one.start < stop]


def _superseded(before: Sequence[Mention], after: Sequence[Mention]) -> list[Mention]:
    """What came before: its days where a day follows, its times where a time does or such a day."""
    days, times = any(one.is_day for one in after), any(not one.is_day for one in after)
    dated = any(one.is_day for one in before)
    return [one for one in before if (days if one.is_day else times or (days and dated))]


def _in_background(marked: str, mentions: Sequence[Mention], cues: Cues) -> set[Mention]:
    """What stands in a clause of reasons or habits, where a wish stands outside of them."""
    aside = {
        mention
        for mention, start, stop in clauses(marked, mentions, cues)
        if cues.background.search(marked, start, stop)
    }
    others = [one for one in mentions if one not in aside and not isinstance(one.value, AnyDay | DaysOn)]
    return {one for one in aside if _is_beside_a_wish(one, others)}


def _is_beside_a_wish(mention: Mention, others: Collection[Mention]) -> bool:
    """Whether the others have a day, for a day; a day or a time, for a time."""
    return any(one.is_day or not mention.is_day for one in others)

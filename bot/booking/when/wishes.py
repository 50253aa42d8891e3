"""Which of a message's mentions are the wish: not those denied, corrected or telling of the past."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.booking.when.grammar import Cues, Grammar
from bot.booking.when.mention import DayPart, Mention
from bot.booking.when.scanning import Scan

_FEW_WORDS: Final = 3
_NEAR: Final = 12


@dataclass(frozen=True)
class Wishes:
    """The mentions that count, and those that were denied ("not Monday")."""

    kept: tuple[Mention, ...]
    denied: tuple[Mention, ...]


def wishes(scanned: Scan, tables: Sequence[Grammar]) -> Wishes:
    """What is left of a message's mentions once its other words are heard."""
    mentions, marked = scanned.mentions, scanned.marked
    if not mentions:
        return Wishes((), ())
    denied: set[Mention] = set()
    for table in tables:
        denied |= _denied(marked, mentions, table.cues)
    kept = [mention for mention in mentions if mention not in denied]
    for table in tables:
        kept = _without_history(marked, kept, table.cues)
    kept = _without_past_days(marked, kept, tables)
    for table in tables:
        kept = _corrected(marked, kept, table.cues)
    return Wishes(tuple(kept), tuple(sorted(denied, key=lambda mention: mention.start)))


def _denied(marked: str, mentions: Sequence[Mention], cues: Cues) -> set[Mention]:
    ends = {match.end() for match in cues.negations.finditer(marked)}
    denied: set[Mention] = set()
    end = -1
    for mention in mentions:
        before = mention.start in ends
        if before or mention.start < end or (denied and _goes_on(marked, end, mention, cues)):
            denied.add(mention)
            end = mention.end
    return denied | _denied_afterwards(marked, mentions, cues)


def _denied_afterwards(marked: str, mentions: Sequence[Mention], cues: Cues) -> set[Mention]:
    """What a denial behind it takes back, alone or as one of several ("Monday and Tuesday are bad")."""
    denied: set[Mention] = set()
    for mention, following in zip(reversed(mentions), [None, *reversed(mentions)], strict=False):
        listed = (
            following
            and following in denied
            and cues.list_joins.fullmatch(marked, mention.end, following.start)
        )
        if listed or cues.negations_after.match(marked, mention.end):
            denied.add(mention)
    return denied


def _goes_on(marked: str, end: int, mention: Mention, cues: Cues) -> bool:
    """Whether a denial reaches on to the next mention ("not Monday at 3", "not Monday or Tuesday")."""
    return 0 <= end <= mention.start and cues.denial_joins.fullmatch(marked, end, mention.start) is not None


def _without_history(marked: str, mentions: Sequence[Mention], cues: Cues) -> list[Mention]:
    """Without what stands in a clause that tells of the past, and parts of the day of a symptom."""
    ends = [match.end() for match in cues.clause_ends.finditer(marked)]
    kept = []
    for mention in mentions:
        place = bisect_right(ends, mention.start)
        start = ends[place - 1] if place else 0
        stop = ends[place] if place < len(ends) else len(marked)
        if cues.history.search(marked, start, stop):
            continue
        alone = isinstance(mention.value, DayPart) and not _has_neighbour(mention, mentions)
        if not (alone and cues.symptoms.search(marked, start, stop)):
            kept.append(mention)
    return kept


def _has_neighbour(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a day or time stands beside a part of the day."""
    return any(
        -_NEAR < other.start - mention.end < _NEAR or -_NEAR < mention.start - other.end < _NEAR
        for other in mentions
        if not isinstance(other.value, DayPart)
    )


def _without_past_days(marked: str, mentions: Sequence[Mention], tables: Sequence[Grammar]) -> list[Mention]:
    """Days before today count only where an appointment is asked for on them, and on no other."""
    past = [mention for mention in mentions if mention.looks_back]
    if not past:
        return list(mentions)
    others = any(mention.is_day and not mention.looks_back for mention in mentions)
    asked = len(_words(marked)) <= _FEW_WORDS or any(table.cues.wishes.search(marked) for table in tables)
    return [mention for mention in mentions if not mention.looks_back or (asked and not others)]


def _words(marked: str) -> list[str]:
    return [word for word in marked.split() if word.isalpha()]


def _corrected(marked: str, mentions: Sequence[Mention], cues: Cues) -> list[Mention]:
    """Without what a later word takes back ("Tuesday, no, Wednesday", "from Tuesday to Wednesday")."""
    taken_back: set[Mention] = set()
    for before, after in _successive(mentions):
        gap = marked[before.end : after.start]
        if cues.targets.search(gap) and cues.moves.search(marked):
            taken_back.update(
                one for one in mentions if one.start < after.start and (after.is_day or not one.is_day)
            )
        elif cues.corrections.search(gap) and not cues.alternatives.search(gap):
            taken_back.update(
                one for one in mentions if one.start < after.start and one.is_day == after.is_day
            )
    return [mention for mention in mentions if mention not in taken_back]


def _successive(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Each two mentions of days, and each two of times, that follow each other."""
    for is_day in (True, False):
        yield from pairwise(one for one in mentions if one.is_day == is_day)

"""Which of a message's mentions are the wish: not those denied, corrected or telling of the past."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.booking.when.asides import said_aside, taken_up_again, tells_of_the_past
from bot.booking.when.day_values import AnyDay, DaysOn
from bot.booking.when.folding import HAN
from bot.booking.when.grammar import Cues, Grammar
from bot.booking.when.mention import Mention
from bot.booking.when.reasons import reasons
from bot.booking.when.scanning import Scan

_FEW_WORDS: Final = 3
_BARE: Final = 1
_REACH: Final = 24
_NEAR: Final = 12
_SENTENCE_ENDS: Final = ",.;!?、。"


@dataclass(frozen=True)
class Wishes:
    """The mentions that count, those that were denied ("not Monday"), and all that are not wished."""

    kept: tuple[Mention, ...]
    denied: tuple[Mention, ...]
    dropped: tuple[Mention, ...] = ()


def wishes(scanned: Scan, tables: Sequence[Grammar]) -> Wishes:
    """What is left of a message's mentions once its other words are heard."""
    mentions, marked = scanned.mentions, scanned.marked
    if not mentions:
        return Wishes((), ())
    denied: set[Mention] = set()
    told: set[Mention] = set()
    aside: set[Mention] = set()
    for table in tables:
        denied |= _denied(marked, mentions, table.cues)
    for table in tables:
        told |= tells_of_the_past(marked, mentions, table.cues)
        aside |= said_aside(marked, mentions, table.cues)
    kept = [mention for mention in mentions if mention not in denied | told | aside]
    aside |= reasons(marked, kept, tables)
    kept = [mention for mention in kept if mention not in aside]
    kept = _without_past_days(marked, kept, tables)
    wished = kept
    for table in tables:
        wished = _corrected(marked, wished, table.cues)
    dropped = [mention for mention in mentions if mention in (denied | aside | {*kept}) - {*wished} - told]
    if denied and all(one.value == DaysOn(0) for one in wished):
        # "Not on the 8th, that day I am away": it speaks of the day that was denied.
        wished = []
    again = taken_up_again(marked, wished, dropped, tables)
    order = sorted(denied, key=lambda mention: mention.start)
    return Wishes(tuple(again), tuple(order), tuple(one for one in dropped if one not in again))


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
        listed = following and following in denied and _is_listed_with(marked, mention, following, cues)
        if listed or _is_taken_back(marked, mention, cues):
            denied.add(mention)
    return denied


def _is_taken_back(marked: str, mention: Mention, cues: Cues) -> bool:
    """Whether a denial follows a mention; "if Tuesday is full" denies nothing yet."""
    if not cues.negations_after.match(marked, mention.end):
        return False
    return not cues.conditions.search(marked[max(0, mention.start - _REACH) : mention.start + 1])


def _is_listed_with(marked: str, mention: Mention, following: Mention, cues: Cues) -> bool:
    """Whether two mentions are one list ("Monday and Tuesday"); a comma lists only days or only times."""
    alike = mention.is_day == following.is_day or "," not in marked[mention.end : following.start]
    return alike and cues.list_joins.fullmatch(marked, mention.end, following.start) is not None


def _goes_on(marked: str, end: int, mention: Mention, cues: Cues) -> bool:
    """Whether a denial reaches on to the next mention ("not Monday at 3"), which leaves no day open."""
    if isinstance(mention.value, AnyDay):
        return False
    return 0 <= end <= mention.start and cues.denial_joins.fullmatch(marked, end, mention.start) is not None


def _without_past_days(marked: str, mentions: Sequence[Mention], tables: Sequence[Grammar]) -> list[Mention]:
    """Days before today count only where an appointment is asked for on them, and on no other."""
    past = [mention for mention in mentions if mention.looks_back]
    if not past:
        return list(mentions)
    others = any(mention.is_day and not mention.looks_back for mention in mentions)
    words = _words(marked)
    told = [
        one
        for one in past
        if (others and not one.passed)
        or (words > (_BARE if one.passed else _FEW_WORDS) and not _is_asked_for(marked, one, tables))
    ]
    told = [one for one in past if one in told or _has_lasted_since(marked, one, tables)]
    return [one for one in mentions if one not in told and not _is_part_of(marked, one, told, mentions)]


def _has_lasted_since(marked: str, mention: Mention, tables: Sequence[Grammar]) -> bool:
    """Whether something began on the day of a mention ("since last Tuesday")."""
    start, stop = max(0, mention.start - _REACH), mention.start + 1
    return any(
        one.cues.since.search(marked, start, stop) or one.cues.since_suffix.match(marked, mention.end)
        for one in tables
    )


def _is_part_of(marked: str, mention: Mention, days: Sequence[Mention], mentions: Sequence[Mention]) -> bool:
    """Whether a time or part of the day stands beside one of the days, and nearer to it than to another."""
    if mention.is_day:
        return False
    nearest = min((one for one in mentions if one.is_day), key=mention.distance, default=None)
    if nearest not in days or nearest is None or mention.distance(nearest) > _NEAR:
        return False
    gap = marked[min(mention.end, nearest.end) : max(mention.start, nearest.start)]
    return not any(sign in gap for sign in _SENTENCE_ENDS)


def _is_asked_for(marked: str, mention: Mention, tables: Sequence[Grammar]) -> bool:
    """Whether an appointment is asked for in the sentence in which a mention stands."""
    start = max(marked.rfind(sign, 0, mention.start) for sign in _SENTENCE_ENDS) + 1
    stops = [marked.find(sign, mention.end) for sign in _SENTENCE_ENDS]
    stop = min((stop for stop in stops if stop >= 0), default=len(marked))
    return any(table.cues.wishes.search(marked, start, stop) for table in tables)


def _words(marked: str) -> int:
    """About how many words there are; two characters of Chinese are one."""
    characters = len(HAN.findall(marked))
    return sum(word.isalpha() for word in HAN.sub(" ", marked).split()) + (characters + 1) // 2


def _corrected(marked: str, mentions: Sequence[Mention], cues: Cues) -> list[Mention]:
    """Without what a later word takes back ("Tuesday, no, Wednesday", "from Tuesday to Wednesday")."""
    taken_back = _replaced(marked, mentions, cues)
    for before, after in _successive([one for one in mentions if one not in taken_back]):
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


def _replaced(marked: str, mentions: Sequence[Mention], cues: Cues) -> set[Mention]:
    """What stood before and is now asked to be another ("cancel my Thursday and book me for Friday")."""
    taken_back: set[Mention] = set()
    for match in cues.replaced.finditer(marked):
        end = cues.clause_ends.search(marked, match.end())
        stop = end.start() if end else len(marked)
        old = [one for one in mentions if match.start() <= one.start < stop]
        later = [one for one in mentions if one.start >= stop]
        days = any(one.is_day for one in later)
        taken_back.update(one for one in old if days or (later and not one.is_day))
    return taken_back


def _successive(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Each two mentions of days, and each two of times, that follow each other."""
    for is_day in (True, False):
        yield from pairwise(one for one in mentions if one.is_day == is_day)

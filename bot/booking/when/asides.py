"""What a message says of other things than the appointment: the past, habits, its writer's own day."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from bot.booking.when.clauses import SENTENCE_END, clauses
from bot.booking.when.day_values import DaysAhead, DaysOn
from bot.booking.when.grammar import Cues, Grammar
from bot.booking.when.mention import Mention
from bot.booking.when.time_values import Clock, DayPart, TimeValue

_NEAR: Final = 12
_SIGN: Final = re.compile(r"[,.;!?、。]")


def tells_of_the_past(marked: str, mentions: Sequence[Mention], cues: Cues) -> set[Mention]:
    """What stands in a clause that tells of the past or of a habit, and parts of the day of a symptom."""
    found = set()
    for mention, start, stop in clauses(marked, mentions, cues):
        if cues.history.search(marked, start, stop) or (
            not mention.is_day and cues.habits.search(marked, start, stop)
        ):
            found.add(mention)
        if cues.past.search(marked, start, stop) and not _lies_ahead(mention, mentions, start, stop):
            found.add(mention)
        if _names_a_part_only(marked, mention, mentions) and cues.symptoms.search(marked, start, stop):
            found.add(mention)
    return found | _listed_beside(marked, mentions, found, cues)


def _lies_ahead(mention: Mention, mentions: Sequence[Mention], start: int, stop: int) -> bool:
    """Whether the nearest day in its clause is surely one to come, of which nothing can be told."""
    days = [one for one in mentions if one.is_day and start <= one.start < stop]
    nearest = min(days, key=lambda day: abs(day.start - mention.start), default=None)
    return nearest is not None and nearest.looks_ahead


def _listed_beside(
    marked: str, mentions: Sequence[Mention], found: Collection[Mention], cues: Cues
) -> set[Mention]:
    """What is listed with one of those found ("pills at 8 and 20", "Saturday and Sunday I slept badly")."""
    return {
        after if before in found else before
        for before, after in pairwise(mentions)
        if (before in found) != (after in found)
        and before.is_day == after.is_day
        and "," not in marked[before.end : after.start]
        and cues.list_joins.fullmatch(marked, before.end, after.start)
    }


def said_aside(marked: str, mentions: Sequence[Mention], cues: Cues) -> set[Mention]:
    """What stands in a clause about the writer's own day or the clinic's hours ("I finish work at 5")."""
    return {
        mention
        for mention, start, stop in clauses(marked, mentions, cues)
        if cues.engaged.search(marked, start, stop) and not cues.coming.search(marked, start, stop)
    }


def taken_up_again(
    marked: str, wished: Sequence[Mention], dropped: Sequence[Mention], tables: Sequence[Grammar]
) -> list[Mention]:
    """The wish, with the day or time of what was dropped where the wish builds on it.

    "Tomorrow from 9 to 11 I am out, so at 3" is tomorrow at 3; "Friday, the same time" has a time.
    """
    again = list(wished)
    days = [one for one in wished if one.is_day]
    counted = any(isinstance(one.value, DaysOn) for one in days)
    if wished and (counted or not days) and all(isinstance(one.value, DaysOn) for one in days):
        again += _days_to_build_on(marked, dropped, counted=counted)
    same = any(table.cues.same_time.search(marked) for table in tables)
    if same and not any(isinstance(one.value, TimeValue) for one in wished):
        again += [one for one in dropped if isinstance(one.value, Clock)][-1:]
    return sorted(again, key=lambda mention: mention.start)


def _days_to_build_on(marked: str, dropped: Sequence[Mention], *, counted: bool) -> list[Mention]:
    """The last day that was dropped: beside a time of its own, or where days are counted from it."""
    found = [
        one
        for one in dropped
        if one.is_day
        and not one.looks_back
        and (counted or any(_are_together(marked, one, other) for other in dropped if not other.is_day))
    ]
    return found[-1:]


def _are_together(marked: str, one: Mention, other: Mention) -> bool:
    """Whether no sign parts two mentions."""
    return not _SIGN.search(_between(marked, one, other))


def _names_a_part_only(marked: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether it says a part of the day alone, or one of today where another day or time is named."""
    if isinstance(mention.value, DayPart) and not _has_neighbour(marked, mention, mentions):
        return True
    beside = [one for one in mentions if one.start == mention.start]
    others = [one for one in mentions if one not in beside and not isinstance(one.value, DayPart)]
    timed = any(isinstance(one.value, Clock) and not _between(marked, mention, one).strip() for one in others)
    return (
        len(beside) == 2 and any(one.value == DaysAhead(0) for one in beside) and bool(others) and not timed
    )


def _has_neighbour(marked: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a day or time stands beside a part of the day, in the same sentence."""
    return any(
        _are_near(mention, other) and not SENTENCE_END.search(_between(marked, mention, other))
        for other in mentions
        if not isinstance(other.value, DayPart)
    )


def _between(marked: str, one: Mention, other: Mention) -> str:
    return marked[min(one.end, other.end) : max(one.start, other.start)]


def _are_near(mention: Mention, other: Mention) -> bool:
    return -_NEAR < other.start - mention.end < _NEAR or -_NEAR < mention.start - other.end < _NEAR

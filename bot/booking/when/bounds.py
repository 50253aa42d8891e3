"""Words beside a time or day that make it a bound ("after 4pm", "before Friday") or the end of a span."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from bot.booking.when.day_values import CalendarDay, DaysAhead, DaysOn, Figures, NthDay, VagueDay, Weekday
from bot.booking.when.grammar import Grammar
from bot.booking.when.mention import Mention
from bot.booking.when.scanning import Scan
from bot.booking.when.steps import is_step
from bot.booking.when.time_values import Bound, Clock, Span

_REACH: Final = 24
_SIGN: Final = re.compile(r"[,.;!?、。]")
_HALF_DAY: Final = 12 * 60
_NAMED: Final = (CalendarDay, DaysAhead, Figures, NthDay, Weekday)


def bounded(scanned: Scan, mentions: Sequence[Mention], tables: Sequence[Grammar]) -> list[Mention]:
    """The mentions, with the bounds and spans that the words beside them make of them."""
    marked = scanned.marked
    spans = _spans(marked, _alternatives(marked, mentions, tables), tables)
    starts = [_start(mention, scanned.lengths) for mention in spans]
    read = [_bound(marked, mention, tables) for mention in starts]
    return _without_bounds_of_days(marked, starts, read, tables)


def _without_bounds_of_days(
    marked: str, mentions: Sequence[Mention], read: Sequence[Mention], tables: Sequence[Grammar]
) -> list[Mention]:
    """Without "before Christmas", where another day is named that is no choice beside it."""
    kept = [one for one in mentions if one in read]
    named = [one for one in kept if isinstance(one.value, _NAMED)]
    return [
        one
        for one, before in zip(read, mentions, strict=True)
        if one == before
        or not one.is_day
        or isinstance(before.value, DaysOn)
        or is_step(before.value)
        or not any(not _is_choice(marked, one, other, tables) for other in named)
    ]


def _is_choice(marked: str, one: Mention, other: Mention, tables: Sequence[Grammar]) -> bool:
    """Whether a bound is a choice beside a day, or the end of a span that begins with it."""
    gap = marked[min(one.end, other.end) : max(one.start, other.start)]
    is_span = other.start < one.start and not _SIGN.search(gap)
    return is_span or any(table.cues.alternatives.search(gap) for table in tables)


def _start(mention: Mention, lengths: Collection[int]) -> Mention:
    """A span that is as long as the appointment names its start ("60 minutes, Friday 2-3pm")."""
    span = mention.value
    if not isinstance(span, Span) or span.start.minutes is None or span.end.minutes is None:
        return mention
    length = (span.end.minutes - span.start.minutes) % _HALF_DAY
    if length not in lengths:
        return mention
    start = Clock((span.end.minutes - length) % (2 * _HALF_DAY), span.end.bare)
    return replace(mention, value=start)


def _alternatives(marked: str, mentions: Sequence[Mention], tables: Sequence[Grammar]) -> list[Mention]:
    """The mentions; a day counted from another beside which it stands as a choice may be either."""
    read = list(mentions)
    for place, (before, after) in enumerate(pairwise(mentions), start=1):
        gap = marked[before.end : after.start]
        if is_step(after.value) and _is_offered_beside(gap, tables):
            read[place] = replace(after, value=replace(after.value, either=True))
    return read


def _is_offered_beside(gap: str, tables: Sequence[Grammar]) -> bool:
    """Whether the words between two days offer both ("3 December or the Friday after")."""
    return any(
        one.cues.alternatives.search(gap)
        or (gap.strip() and "," not in gap and one.cues.list_joins.fullmatch(gap))
        for one in tables
    )


def _spans(marked: str, mentions: Sequence[Mention], tables: Sequence[Grammar]) -> list[Mention]:
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last and isinstance(last.value, Clock) and isinstance(mention.value, Clock):
            gap = marked[last.end : mention.start]
            if any(table.cues.ranges.search(gap) for table in tables):
                joined[-1] = Mention(last.start, mention.end, Span(last.value, mention.value))
                continue
        joined.append(mention)
    return joined


def _bound(marked: str, mention: Mention, tables: Sequence[Grammar]) -> Mention:
    if mention.is_day and _is_about(marked, mention, tables):
        return replace(mention, value=VagueDay())
    after = _side(marked, mention, tables)
    if after is None or isinstance(mention.value, VagueDay):
        return mention
    if isinstance(mention.value, Clock):
        return Mention(mention.start, mention.end, Bound(after, mention.value))
    return Mention(mention.start, mention.end, VagueDay()) if mention.is_day else mention


def _is_about(marked: str, mention: Mention, tables: Sequence[Grammar]) -> bool:
    """Whether a word makes a day one of several ("around the 15th")."""
    ahead = marked[max(0, mention.start - _REACH) : mention.start + 1]
    behind = marked[mention.end : mention.end + _REACH]
    return any(table.cues.about.search(ahead) or table.cues.about_suffix.search(behind) for table in tables)


def _side(marked: str, mention: Mention, tables: Sequence[Grammar]) -> bool | None:
    """Whether a word says after (True) or before (False) the mention."""
    ahead = marked[max(0, mention.start - _REACH) : mention.start + 1]
    behind = marked[mention.end : mention.end + _REACH]
    for table in tables:
        if table.cues.after.search(ahead) or table.cues.after_suffix.search(behind):
            return True
        if table.cues.before.search(ahead) or table.cues.before_suffix.search(behind):
            return False
    return None

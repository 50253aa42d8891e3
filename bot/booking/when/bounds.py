"""Words beside a time or day that make it a bound ("after 4pm", "before Friday") or the end of a span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from bot.booking.when.grammar import Grammar
from bot.booking.when.mention import Bound, Clock, DaysOn, Mention, Span, VagueDay

_REACH: Final = 24


def bounded(marked: str, mentions: Sequence[Mention], tables: Sequence[Grammar]) -> list[Mention]:
    """The mentions, with the bounds and spans that the words beside them make of them."""
    spans = _spans(marked, _alternatives(marked, mentions, tables), tables)
    return [_bound(marked, mention, tables) for mention in spans]


def _alternatives(marked: str, mentions: Sequence[Mention], tables: Sequence[Grammar]) -> list[Mention]:
    """The mentions; a day counted from another beside which it stands as a choice may be either."""
    read = list(mentions)
    for place, (before, after) in enumerate(pairwise(mentions), start=1):
        gap = marked[before.end : after.start]
        if isinstance(after.value, DaysOn) and any(one.cues.alternatives.search(gap) for one in tables):
            read[place] = replace(after, value=replace(after.value, either=True))
    return read


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
    after = _side(marked, mention, tables)
    if after is None:
        return mention
    if isinstance(mention.value, Clock):
        return Mention(mention.start, mention.end, Bound(after, mention.value))
    return Mention(mention.start, mention.end, VagueDay()) if mention.is_day else mention


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

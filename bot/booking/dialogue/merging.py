"""What a draft becomes with what a message says."""

from __future__ import annotations

from datetime import time
from typing import Final

from bot.booking.dialogue.draft import Draft
from bot.booking.dialogue.heard import Heard
from bot.booking.when import Choice, Part, Problem, When

_NOON: Final = time(12)
_EVENING: Final = time(18)


def part_of(moment: time) -> Part:
    """The part of the day in which a time lies."""
    if moment < _NOON:
        return Part.MORNING
    return Part.AFTERNOON if moment < _EVENING else Part.EVENING


def merged(draft: Draft, heard: Heard) -> Draft:
    """The draft with all that a message gives; a day or time with a problem is left out."""
    given = {
        name: value
        for name in ("service", "name", "phone", "email", "note")
        if (value := getattr(heard, name)) is not None
    }
    draft = draft.with_(**given)
    chosen = _chosen(draft, heard)
    if chosen:
        return draft.with_(
            date=chosen.date or draft.date, time=chosen.time or draft.time, part=chosen.part, offered=()
        )
    return _with_when(draft, heard.when)


def _with_when(draft: Draft, when: When) -> Draft:
    if when.problem is Problem.AMBIGUOUS:
        return _with_choices(draft, when)
    if when.problem or when == When():
        return draft
    draft = draft.with_(date=when.date or draft.date, offered=())
    if when.time:
        return draft.with_(time=when.time, part=None)
    if when.part is None:
        return draft
    keeps = draft.time is not None and part_of(draft.time) is when.part
    return draft if keeps else draft.with_(time=None, part=when.part)


def _with_choices(draft: Draft, when: When) -> Draft:
    """With what all the readings share; between the rest the visitor chooses."""
    dates = {choice.date for choice in when.choices} or {when.date}
    times = {choice.time for choice in when.choices} or {when.time}
    return draft.with_(
        date=dates.pop() if len(dates) == 1 else None,
        time=times.pop() if len(times) == 1 else None,
        part=when.part,
        offered=when.choices,
    )


def _chosen(draft: Draft, heard: Heard) -> Choice | None:
    """Which of the offered days and times a message takes."""
    if not draft.offered:
        return None
    if heard.pick is not None and heard.pick < len(draft.offered):
        return draft.offered[heard.pick]
    if heard.earliest and not heard.has_when:
        return draft.offered[0]
    when = heard.when
    if when.problem or not (when.time or when.part):
        return None
    fitting = [choice for choice in draft.offered if _fits(choice, when)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(choice: Choice, when: When) -> bool:
    if when.date and choice.date and choice.date != when.date:
        return False
    if when.time:
        return choice.time == when.time
    # "In the afternoon" takes no time, though only one of those offered may lie in it.
    return choice.time is None and choice.part is when.part

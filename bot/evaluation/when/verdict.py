"""Whether a reply understood the day and time of a phrase: right, asked or wrong.

A phrase that names a day, a time or a part of the day
    is right when the draft shows its day and its time, and neither where the phrase has none. A part
    of the day may be missing beside the right day, but must not be another. A time alone may also
    have chosen one of the times that the reply before it had offered, which gives the day.
A phrase that asks for no time (``none``)
    is right when the draft shows no day, no time and no part, or there is no draft.
A phrase that the clinic has to ask about again (``ask``)
    is right when the draft is still there and shows no day that is taken. What is shown of a moment
    that is refused, and a half that all readings share, is not taken; a time or part alone may be
    shown, because the day is asked for then.

Of the others, a reply is wrong when it takes a day, a time or a part that the phrase does not ask for;
otherwise the visitor was asked again, or not heard. A reply accepts without asking when it takes what
it shows (``Shown.is_taken``); the share of wrong ones is of these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.booking.dialogue.merging import part_of
from bot.booking.when.labelled import Expected, Phrase
from bot.evaluation.when.shown import Shown


class Verdict(StrEnum):
    """What a reply is worth."""

    RIGHT = "right"
    ASKED = "asked"
    WRONG = "wrong"


@dataclass(frozen=True)
class Outcome:
    """A phrase with what came back; ``shown`` is None where the reply had no draft."""

    phrase: Phrase
    shown: Shown | None
    is_accepted: bool
    verdict: Verdict


def judge(
    expected: Expected, shown: Shown | None, *, is_accepted: bool, offered: Collection[dt.time] = ()
) -> Verdict:
    """The verdict on what is shown; ``offered`` are the times that the reply before had offered."""
    if _is_right(expected, shown, is_accepted, offered):
        return Verdict.RIGHT
    is_wrong = shown is not None and is_accepted and _is_false(expected, shown)
    return Verdict.WRONG if is_wrong else Verdict.ASKED


def _is_right(
    expected: Expected, shown: Shown | None, is_accepted: bool, offered: Collection[dt.time]
) -> bool:
    if expected.is_none:
        return shown is None or shown.is_empty
    if shown is None:
        return False
    if expected.asks:
        return not (is_accepted and shown.date)
    if expected.time and not expected.date and expected.time in offered:
        return shown.time == expected.time
    same = (shown.date, shown.time) == (expected.date, expected.time)
    return same and _is_part_right(expected, shown)


def _is_part_right(expected: Expected, shown: Shown) -> bool:
    if shown.part is None:
        return bool(expected.date or expected.time)
    return shown.part is expected.part


def _is_false(expected: Expected, shown: Shown) -> bool:
    """Whether something is shown that the phrase does not ask for."""
    if expected.is_none or expected.asks:
        return True
    part = expected.part or (part_of(expected.time) if expected.time else None)
    pairs = ((shown.date, expected.date), (shown.time, expected.time), (shown.part, part))
    return any(seen is not None and seen != right for seen, right in pairs)

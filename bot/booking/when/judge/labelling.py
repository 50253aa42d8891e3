"""Which mentions of a phrase are its wish: a choice of them that reads it rightly."""

from __future__ import annotations

from itertools import product
from typing import Final

from bot.booking.when.judge.candidates import read_all
from bot.booking.when.judge.opening import is_closed
from bot.booking.when.judge.posterior import outcome_of
from bot.booking.when.labelled import Expected
from bot.booking.when.message import Message
from bot.booking.when.outcome import When
from bot.booking.when.wishes import Wishes
from knowledge.opening_hours import OpeningHours

_MOST_MENTIONS: Final = 9
_MOST_TRIED: Final = 64


def is_right(when: When, expected: Expected, hours: OpeningHours) -> bool:
    """Whether a reading is what a phrase asks for; a moment at which the clinic is closed is asked about."""
    if expected.asks:
        return bool(when.problem) or is_closed(when, hours)
    return outcome_of(when) == When(expected.date, expected.time, expected.part)


def labels(message: Message, wished: Wishes, expected: Expected) -> tuple[bool, ...] | None:
    """For each mention whether it is wished; None where no choice of them reads the phrase rightly.

    Of several right choices it is the one nearest to what the rules choose, and of those the largest.
    """
    if expected.is_none:
        return (False,) * len(message.mentions)
    if len(message.mentions) > _MOST_MENTIONS:
        return None
    found = read_all(message, wished, _nearest(message, wished))
    return next((one.kept for one in found if is_right(one.when, expected, message.hours)), None)


def _nearest(message: Message, wished: Wishes) -> list[tuple[bool, ...]]:
    """The choices of mentions that are nearest to the rules', the nearest first."""
    by_rules = [mention in wished.kept for mention in message.mentions]
    differences = {
        kept: sum(here != there for here, there in zip(kept, by_rules, strict=True))
        for kept in product((False, True), repeat=len(by_rules))
    }
    return sorted(differences, key=lambda kept: (differences[kept], -sum(kept)))[:_MOST_TRIED]

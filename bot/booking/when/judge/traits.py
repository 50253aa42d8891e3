"""What tells a right choice of mentions: what it comes to, and how it differs from the rules'."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.booking.when.judge.candidates import Candidate
from bot.booking.when.judge.opening import is_closed
from bot.booking.when.judge.posterior import outcome_of
from bot.booking.when.mention import Mention, Sort
from bot.booking.when.message import Message
from bot.booking.when.outcome import Problem, When
from bot.booking.when.wishes import Wishes

_OUTCOMES: Final = ("none", "day", "time", "part", "day time", "day part", *Problem)
_RULES: Final = ("ask", "none", "value")
_COUNTS: Final = (0, 1, 2)
_NEAR: Final = 6
_SIGNS: Final = frozenset(",.;!?、。")
NAMES: Final = (
    "score",
    *_OUTCOMES,
    *("closed", "choices"),
    *(f"rules' outcome, {kind}" for kind in _RULES),
    *(f"rules' mentions, {kind}" for kind in _RULES),
    *(f"{count} days" for count in _COUNTS),
    *(f"{count} times" for count in _COUNTS),
    *("no day of several", "no time of several", "differences from the rules", "past day"),
    *("parts neighbours", "parts a clause", "two of a sort in a row", "first day", "last day"),
    "parts a choice",
)


def traits(
    message: Message, wished: Wishes, rule: When, scores: NDArray[np.float64], choices: Sequence[Candidate]
) -> NDArray[np.float64]:
    """The traits of candidates, of shape (candidates, traits); ``scores`` are those of the mentions."""
    return np.hstack(
        [
            _kept(choices) @ scores[:, None],
            _outcomes(message, choices),
            _beside_rules(message, wished, rule, choices),
            _counts(message, wished, choices),
            _joints(message, choices),
        ]
    )


def _kept(choices: Sequence[Candidate]) -> NDArray[np.float64]:
    """Which mentions each candidate keeps, of shape (candidates, mentions)."""
    return np.array([choice.kept for choice in choices], dtype=np.float64)


def _outcomes(message: Message, choices: Sequence[Candidate]) -> NDArray[np.float64]:
    """What each candidate comes to, whether the clinic is closed then, and whether it is a choice of few."""
    return np.array(
        [
            [
                *(_outcome(choice.when) == name for name in _OUTCOMES),
                is_closed(choice.when, message.hours),
                bool(choice.when.choices),
            ]
            for choice in choices
        ],
        dtype=np.float64,
    )


def _outcome(when: When) -> str:
    if when.problem:
        return when.problem
    said = ("day" if when.date else "", "time" if when.time else "part" if when.part else "")
    return " ".join(word for word in said if word) or "none"


def _beside_rules(
    message: Message, wished: Wishes, rule: When, choices: Sequence[Candidate]
) -> NDArray[np.float64]:
    """Whether a candidate has the rules' outcome, and their mentions, by what the rules come to."""
    by_rules = tuple(mention in wished.kept for mention in message.mentions)
    found = outcome_of(rule)
    kind = "ask" if rule.problem else "none" if found == When() else "value"
    same = np.array([[kind == name for name in _RULES]], dtype=np.float64)
    outcomes = np.array([[outcome_of(choice.when) == found] for choice in choices])
    mentions = np.array([[choice.kept == by_rules] for choice in choices])
    return np.hstack([outcomes * same, mentions * same])


def _counts(message: Message, wished: Wishes, choices: Sequence[Candidate]) -> NDArray[np.float64]:
    """How many days and times are kept, how many differ from the rules', and whether one of them is past."""
    kept = _kept(choices)
    days = np.array([one.is_day for one in message.mentions], dtype=np.float64)
    times = np.array([one.sort is Sort.TIME for one in message.mentions], dtype=np.float64)
    back = np.array([one.looks_back for one in message.mentions], dtype=np.float64)
    by_rules = np.array([one in wished.kept for one in message.mentions], dtype=np.float64)
    found = [kept @ of_sort for of_sort in (days, times)]
    columns = [column == count for column in found for count in _COUNTS]
    columns += [
        (column == 0) * (of_sort.sum() > 0) for column, of_sort in zip(found, (days, times), strict=True)
    ]
    columns += [np.abs(kept - by_rules).sum(axis=1), kept @ back > 0]
    return np.stack(columns, axis=1).astype(np.float64)


def _joints(message: Message, choices: Sequence[Candidate]) -> NDArray[np.float64]:
    """How often neighbours are told apart, two of a sort are kept, and whether the first and last day are."""
    kept = _kept(choices)
    found = np.zeros((len(choices), 6))
    for number, (one, other) in enumerate(pairwise(message.mentions)):
        before, after = kept[:, number], kept[:, number + 1]
        if one.sort is other.sort:
            found[:, 2] += before * after
            found[:, 5] += (before != after) * _is_choice(message, one, other)
        elif not _SIGNS.intersection(gap := message.scanned.marked[one.end : other.start]):
            found[:, 0 if len(gap) <= _NEAR else 1] += before != after
    days = [number for number, one in enumerate(message.mentions) if one.is_day]
    if len(days) > 1:
        found[:, 3:5] = kept[:, [days[0], days[-1]]]
    return found


def _is_choice(message: Message, one: Mention, other: Mention) -> bool:
    """Whether two mentions are offered as a choice ("2 or half past")."""
    gap = message.scanned.marked[one.end : other.start]
    return len(gap) <= _NEAR and any(table.cues.alternatives.search(gap) for table in message.tables)

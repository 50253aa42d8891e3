"""How probable each outcome of a message is, whichever of its mentions lead to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from bot.booking.when.judge.candidates import Candidate
from bot.booking.when.outcome import Problem, When

# What asks again is one outcome, whatever is asked.
ASK = When(problem=Problem.AMBIGUOUS)


def outcome_of(when: When) -> When:
    """What a reading comes to: its day and time, its day and part, or that the clinic has to ask."""
    if when.problem:
        return ASK
    return When(when.date, when.time, None if when.time else when.part)


def posterior(candidates: Sequence[Candidate], scores: NDArray[np.float64]) -> Mapping[When, float]:
    """The probability of each outcome, from a score of each candidate of shape (candidates,)."""
    found: dict[When, float] = defaultdict(float)
    for candidate, chance in zip(candidates, softmax(scores), strict=True):
        found[outcome_of(candidate.when)] += float(chance)
    return found

"""Deciding what a message asks for, from what its rules read and what was learnt of such messages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.booking.when.judge.candidates import Candidate, candidates
from bot.booking.when.judge.features import features
from bot.booking.when.judge.model import JudgeModel, hashed
from bot.booking.when.judge.phrases import WHEN_FILE
from bot.booking.when.judge.posterior import ASK, outcome_of, posterior
from bot.booking.when.judge.traits import traits
from bot.booking.when.message import Message
from bot.booking.when.outcome import When
from bot.booking.when.wishes import Wishes

# docs/booking.md has the measurement. A wrong day is worse than one more question, and what the rules read
# is let go only for what is clearly more probable.
TAKEN: Final = 0.6
STANDS: Final = 0.5
# A fifth of the messages it is learnt from ask for no time, of those that a booking hears about a tenth:
# the difference of their odds, as a logarithm.
RARER: Final = 1.0
# How much the probability that a message is about an appointment moves the odds of asking for nothing:
# a logistic regression beside the judge's own odds, of 6,822 messages that the judge had not learnt from.
_BIAS: Final = -1.5
_WEIGHT: Final = 0.68
_LEAST: Final = 0.02
# Longer lists are left to the rules: to weigh them would take too long.
_MOST_MENTIONS: Final = 12


class LearntJudge:
    """Weighs what the rules read against everything else that a message may ask for."""

    def __init__(self, model: JudgeModel, rarer: float = RARER) -> None:
        """``rarer``: how much rarer than where it learnt asking for nothing is, as a logarithm of odds."""
        self._model = model
        self._rarer = rarer

    def decide(self, message: Message, wished: Wishes, about: float | None = None) -> When:
        """What the message asks for; ``wished`` is what its rules take for the wish.

        ``about`` is the probability that the message is about an appointment, where that is known.
        """
        rule = message.when(wished)
        if not 0 < len(message.mentions) <= _MOST_MENTIONS:
            return rule
        scores = self._model.scores(hashed(features(message, wished, rule)))
        choices = candidates(message, wished, scores)
        weighed = traits(message, wished, rule, scores, choices) @ self._model.traits
        nothing = _odds_of_nothing(about) - self._rarer
        return decided(rule, choices, weighed + nothing * _asks_for_nothing(choices))


def decided(rule: When, choices: Sequence[Candidate], scores: NDArray[np.float64]) -> When:
    """What the rules read where it is probable enough, else the most probable outcome, else a question."""
    chances = posterior(choices, scores)
    likeliest = max(chances, key=lambda outcome: chances[outcome])
    if not rule.problem and chances.get(outcome_of(rule), 0.0) >= STANDS:
        return rule
    outcome = likeliest if chances[likeliest] >= TAKEN else ASK
    return rule if rule.problem and outcome == ASK else _likeliest(outcome, choices, scores)


def _odds_of_nothing(about: float | None) -> float:
    """What is added to the odds of asking for nothing, as a logarithm."""
    return 0.0 if about is None else _BIAS - _WEIGHT * math.log(about + _LEAST)


def _asks_for_nothing(choices: Sequence[Candidate]) -> NDArray[np.bool_]:
    return np.array([choice.when == When() for choice in choices])


def _likeliest(outcome: When, choices: Sequence[Candidate], scores: NDArray[np.float64]) -> When:
    """The most probable reading with this outcome; it tells what to ask, where it asks."""
    order = np.argsort(-scores, kind="stable")
    found = (choices[place].when for place in order)
    return next((when for when in found if outcome_of(when) == outcome), outcome)


def load_judge(var: Path) -> LearntJudge:
    """The judge as it was trained.

    Raises:
        FileNotFoundError: when nothing was trained yet.
    """
    return LearntJudge(JudgeModel.load(var / WHEN_FILE))

"""Learning which mentions are wished, and how probable that makes each reading of a message."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from bot.booking.when.judge.candidates import candidates
from bot.booking.when.judge.features import features
from bot.booking.when.judge.labelling import is_right, labels
from bot.booking.when.judge.model import JudgeModel, hashed
from bot.booking.when.judge.phrases import Circumstances
from bot.booking.when.judge.traits import traits
from bot.booking.when.judge.weighing import Choices, weigh
from bot.booking.when.labelled import Expected, Phrase
from bot.booking.when.message import Message
from bot.booking.when.outcome import When
from bot.booking.when.wishes import Wishes, wishes

_RULES: Final = Path(__file__).resolve().parents[1]
_FOLDS: Final = 5
_STRENGTH: Final = 0.3


@dataclass(frozen=True)
class Case:
    """A phrase as the rules read it, and which of its mentions are wished."""

    message: Message
    wished: Wishes
    rule: When
    expected: Expected
    labels: tuple[bool, ...] | None


@dataclass(frozen=True)
class Cases:
    """Phrases, and the hashed features of all their mentions, of shape (mentions, columns).

    ``rows``: where the mentions of each phrase begin and end.
    """

    cases: Sequence[Case]
    rows: Sequence[tuple[int, int]]
    hashed: sparse.csr_matrix


def learn(phrases: Sequence[Phrase], circumstances: Circumstances) -> JudgeModel:
    """Learn from phrases that were labelled in these circumstances."""
    return learn_cases(read_cases(phrases, circumstances), fingerprint(phrases, circumstances))


def read_cases(phrases: Sequence[Phrase], circumstances: Circumstances) -> Cases:
    """The phrases that name a day or a time at all, read by the rules."""
    found = (_case(phrase, circumstances) for phrase in phrases)
    cases = [case for case in found if case.message.mentions]
    ends = list(accumulate(len(case.message.mentions) for case in cases))
    every = chain.from_iterable(features(case.message, case.wished, case.rule) for case in cases)
    return Cases(cases, list(zip([0, *ends], ends, strict=False)), hashed(every))


def learn_cases(known: Cases, digest: str) -> JudgeModel:
    """Learn what tells a wish; then, from phrases that were held out, what tells a right choice of them."""
    weights, bias = _mentions(known, range(len(known.cases)))
    held_out = [_scores_of_others(known, fold) for fold in range(_FOLDS)]
    choices = [
        _choices(case, held_out[number % _FOLDS][begin:end])
        for number, (case, (begin, end)) in enumerate(zip(known.cases, known.rows, strict=True))
    ]
    return JudgeModel(weights, bias, weigh(choices), digest)


def _case(phrase: Phrase, circumstances: Circumstances) -> Case:
    message = Message.scan(phrase.text, phrase.language, now=circumstances.now, hours=circumstances.hours)
    wished = wishes(message.scanned, message.tables)
    rule = message.when(wished)
    return Case(message, wished, rule, phrase.expected, labels(message, wished, phrase.expected))


def _scores_of_others(known: Cases, fold: int) -> NDArray[np.float64]:
    """The scores of all mentions, by what is learnt from all phrases but those of one fold."""
    weights, bias = _mentions(
        known, [number for number in range(len(known.cases)) if number % _FOLDS != fold]
    )
    return JudgeModel(weights, bias, np.zeros(0), "").scores(known.hashed)


def _mentions(known: Cases, numbers: Sequence[int]) -> tuple[NDArray[np.float32], float]:
    """The weights of features and their bias, from some of the phrases."""
    labelled = [number for number in numbers if known.cases[number].labels is not None]
    truth = [label for number in labelled for label in known.cases[number].labels or ()]
    rows = np.concatenate([np.arange(*known.rows[number]) for number in labelled])
    regression = LogisticRegression(
        C=_STRENGTH, solver="liblinear", dual=True, tol=0.01, max_iter=1000, random_state=0
    )
    regression.fit(known.hashed[rows], truth)
    return regression.coef_[0].astype(np.float32), float(regression.intercept_[0])


def _choices(case: Case, scores: NDArray[np.float64]) -> Choices:
    """The candidates of a phrase, by scores that were learnt from others, and which of them are right."""
    found = candidates(case.message, case.wished, scores)
    right = [is_right(one.when, case.expected, case.message.hours) for one in found]
    return Choices(traits(case.message, case.wished, case.rule, scores, found), np.array(right))


def fingerprint(phrases: Sequence[Phrase], circumstances: Circumstances) -> str:
    """What tells whether a learnt model belongs to these phrases and to the rules that read them now."""
    lines = sorted((phrase.language, phrase.text, phrase.expected.label) for phrase in phrases)
    at = [str(circumstances.now), str(circumstances.hours.week), circumstances.hours.holiday_country]
    digest = hashlib.sha256(json.dumps([lines, at]).encode())
    for path in sorted(path for path in _RULES.rglob("*") if path.suffix in (".py", ".yml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()

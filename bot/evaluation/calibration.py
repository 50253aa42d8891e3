"""Whether the confidence of given answers is the probability that they are right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.evaluation.outcome import Outcome

BINS: Final = 10


@dataclass(frozen=True)
class Bin:
    """The answers whose confidence lies from ``low`` to ``high``; all but ``count`` from 0 to 1."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True)
class Calibration:
    """How well confidence matches what was right, over given answers; bins without answers left out."""

    answers: int
    expected_error: float
    brier_score: float
    bins: tuple[Bin, ...]


def calibrate(outcomes: Iterable[Outcome]) -> Calibration | None:
    """The calibration of the answers given, those to out-of-scope messages being wrong; None of none."""
    pairs = [(outcome.confidence, outcome.is_right) for outcome in outcomes if outcome.confidence is not None]
    if not pairs:
        return None
    bins = reliability(pairs)
    return Calibration(
        answers=len(pairs),
        expected_error=sum(each.count * abs(each.confidence - each.accuracy) for each in bins) / len(pairs),
        brier_score=sum((confidence - right) ** 2 for confidence, right in pairs) / len(pairs),
        bins=bins,
    )


def reliability(pairs: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """The filled ones of ten equal bins of confidence; a bin holds its lower edge, the last also 1."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in pairs:
        groups.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    return tuple(_bin(number, groups[number]) for number in sorted(groups))


def _bin(number: int, pairs: Sequence[tuple[float, bool]]) -> Bin:
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        count=len(pairs),
        confidence=sum(confidence for confidence, _ in pairs) / len(pairs),
        accuracy=sum(right for _, right in pairs) / len(pairs),
    )

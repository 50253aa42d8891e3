"""The measures of an evaluation: pure functions of outcomes; a share of nothing is None."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.outcome import Outcome
from knowledge.language import Language

Outcomes = Sequence[Outcome]


@dataclass(frozen=True)
class Measures:
    """How a group of outcomes turned out; shares from 0 to 1, latencies in seconds."""

    on_topic: int
    out_of_scope: int
    accuracy: float | None
    abstention: float | None
    precision: float | None
    precision_with_out_of_scope: float | None
    out_of_scope_refused: float | None
    language: float | None
    language_of_long: float | None
    latency_p50: float
    latency_p95: float


def measure(outcomes: Outcomes) -> Measures:
    """All measures of these outcomes, of which there is at least one."""
    on_topic = [outcome for outcome in outcomes if outcome.question.topic is not None]
    out_of_scope = [outcome for outcome in outcomes if outcome.question.topic is None]
    seconds = [outcome.seconds for outcome in outcomes]
    return Measures(
        on_topic=len(on_topic),
        out_of_scope=len(out_of_scope),
        accuracy=share(outcome.is_right for outcome in on_topic),
        abstention=share(not outcome.is_answered for outcome in on_topic),
        precision=precision(on_topic),
        precision_with_out_of_scope=precision(outcomes),
        out_of_scope_refused=share(not outcome.is_answered for outcome in out_of_scope),
        language=share(outcome.is_language_right for outcome in outcomes),
        language_of_long=share(outcome.is_language_right for outcome in outcomes if outcome.question.is_long),
        latency_p50=percentile(seconds, 50),
        latency_p95=percentile(seconds, 95),
    )


def share(facts: Iterable[bool]) -> float | None:
    """The share of these that are true; None of none."""
    listed = list(facts)
    return sum(listed) / len(listed) if listed else None


def precision(outcomes: Outcomes) -> float | None:
    """The share of the given answers that are right; None when none was given."""
    return share(outcome.is_right for outcome in outcomes if outcome.is_answered)


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least this per cent of the values do not exceed (nearest rank).

    Raises:
        ValueError: when there are no values.
    """
    if not values:
        raise ValueError("a percentile needs at least one value")
    return sorted(values)[max(math.ceil(len(values) * percent / 100), 1) - 1]


def by_manner(outcomes: Outcomes) -> dict[str, list[Outcome]]:
    """The outcomes by the manner of speaking, in the order in which the manners first come."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.question.manner, []).append(outcome)
    return groups


def lags(accuracies: Mapping[Language, float | None]) -> dict[Language, float | None]:
    """How far each language's accuracy lies behind the best one's."""
    best = max((value for value in accuracies.values() if value is not None), default=None)
    return {
        language: None if value is None or best is None else best - value
        for language, value in accuracies.items()
    }


def confusions(outcomes: Outcomes) -> Counter[tuple[str | None, str]]:
    """How often a topic (None: out of scope) was answered with which wrong topic."""
    wrong = (outcome for outcome in outcomes if outcome.is_answered and not outcome.is_right)
    return Counter((outcome.question.topic, str(outcome.topic)) for outcome in wrong)


def refusals(outcomes: Outcomes) -> Counter[tuple[str, str]]:
    """How often a topic got no answer, and which kind of message it got in its place."""
    return Counter(
        (outcome.question.topic, outcome.kind)
        for outcome in outcomes
        if outcome.question.topic is not None and not outcome.is_answered
    )

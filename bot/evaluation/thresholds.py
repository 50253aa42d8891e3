"""The scores below which an evaluation fails, from ``tests/evaluation/thresholds.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from bot.evaluation.measures import Measures, lags
from knowledge.language import Language
from knowledge.source_file import Entry, read_yaml

# Shares are quotients of counts: what is equal on paper may differ in the last bit.
ROUNDING: Final = 1e-9


@dataclass(frozen=True)
class Thresholds:
    """Shares from 0 to 1 that each language must reach; ``spread`` is what it may lie behind the best."""

    accuracy: float
    precision: float
    out_of_scope: float
    language: float
    spread: float


@dataclass(frozen=True)
class Miss:
    """A threshold that a language misses; ``value`` is None where there was nothing to measure."""

    language: Language
    name: str
    value: float | None
    threshold: float

    def __str__(self) -> str:
        side = "above" if self.name == "spread" else "under"
        if self.value is None:
            return f"{self.language}: {self.name} could not be measured (threshold {self.threshold:.1%})"
        return f"{self.language}: {self.name} {self.value:.2%} is {side} {self.threshold:.1%}"


def read_thresholds(path: Path) -> Thresholds:
    """Read and check the thresholds.

    Raises:
        SourceError: with file, line and reason, when one is missing, unknown or no share.
    """
    found = read_yaml(path).exactly([field.name for field in fields(Thresholds)])
    return Thresholds(**{name: read_share(entry) for name, entry in found.items()})


def missed(thresholds: Thresholds, measured: Mapping[Language, Measures]) -> list[Miss]:
    """The thresholds that are missed, language by language."""
    behind = lags({language: measures.accuracy for language, measures in measured.items()})
    return [
        miss
        for language, measures in measured.items()
        for miss in (*_too_low(thresholds, language, measures), *_too_far(thresholds, language, behind))
    ]


def _too_low(thresholds: Thresholds, language: Language, measures: Measures) -> list[Miss]:
    compared = {
        "accuracy": (measures.accuracy, thresholds.accuracy),
        "precision": (measures.precision, thresholds.precision),
        "out_of_scope": (measures.out_of_scope_refused, thresholds.out_of_scope),
        "language": (measures.language_of_long, thresholds.language),
    }
    return [
        Miss(language, name, value, least)
        for name, (value, least) in compared.items()
        if value is None or value < least - ROUNDING
    ]


def _too_far(
    thresholds: Thresholds, language: Language, behind: Mapping[Language, float | None]
) -> list[Miss]:
    lag = behind[language]
    if lag is None or lag <= thresholds.spread + ROUNDING:
        return []
    return [Miss(language, "spread", lag, thresholds.spread)]


def read_share(entry: Entry) -> float:
    """A share from 0 to 1.

    Raises:
        SourceError: with file, line and reason, when it is none.
    """
    text = entry.text()
    try:
        value = float(text)
    except ValueError as error:
        raise entry.error(f"'{text}' is no number") from error
    if not 0 <= value <= 1:
        raise entry.error(f"{value} is no share from 0 to 1")
    return value

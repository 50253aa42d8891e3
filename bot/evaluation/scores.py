"""The scores of one language, and of the evaluation as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.evaluation.calibration import Calibration, calibrate
from bot.evaluation.measures import Measures, by_manner, lags, measure
from bot.evaluation.outcome import Outcome
from knowledge.language import Language


@dataclass(frozen=True)
class LanguageScores:
    """The scores of one language's questions."""

    outcomes: Sequence[Outcome]

    @cached_property
    def measures(self) -> Measures:
        """The measures of all its questions."""
        return measure(self.outcomes)

    @cached_property
    def manners(self) -> dict[str, Measures]:
        """The measures of each manner of speaking."""
        return {manner: measure(outcomes) for manner, outcomes in by_manner(self.outcomes).items()}

    @cached_property
    def calibration(self) -> Calibration | None:
        """How well the confidence of its answers matches what was right."""
        return calibrate(self.outcomes)


@dataclass(frozen=True)
class Scores:
    """The scores of every language."""

    languages: Mapping[Language, LanguageScores]

    @cached_property
    def measures(self) -> dict[Language, Measures]:
        """The measures of each language."""
        return {language: scores.measures for language, scores in self.languages.items()}

    @cached_property
    def lags(self) -> dict[Language, float | None]:
        """How far each language's accuracy lies behind the best one's."""
        return lags({language: measures.accuracy for language, measures in self.measures.items()})

    @property
    def spread(self) -> float | None:
        """How far the worst language's accuracy lies behind the best one's."""
        return max((lag for lag in self.lags.values() if lag is not None), default=None)

    @cached_property
    def calibration(self) -> Calibration | None:
        """How well confidence matches what was right, over the answers of all languages."""
        return calibrate(outcome for scores in self.languages.values() for outcome in scores.outcomes)

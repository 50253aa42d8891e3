"""The language of words in Latin letters, from the word lists and the statistics together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.language.statistics import Statistics
from bot.language.words import OTHER, OWN, Evidence, Lexicon
from knowledge.language import Language

_STATISTICS: Final = 0.25
_FURTHEST: Final = -6.0
_UNKNOWN: Final = -2.0
_PRIOR: Final = math.log(3.0)
_FOREIGN_WORDS: Final = 3
_FOREIGN_LEAD: Final = 1.0
_FOREIGN_EVIDENCE: Final = 0.9


@dataclass(frozen=True)
class Guess:
    """The better of English and Dutch, its lead over the other, and a foreign language's lead over it."""

    language: Language
    lead: float
    foreign_lead: float
    evidence: Evidence

    @property
    def words(self) -> int:
        """How many words the guess rests on."""
        return self.evidence.counted

    @property
    def is_foreign(self) -> bool:
        """Whether the words are clearly neither English nor Dutch: both judges must say so."""
        evidence = self.evidence.foreign - self.evidence.own
        enough = self.words >= _FOREIGN_WORDS
        return enough and self.foreign_lead > _FOREIGN_LEAD and evidence > _FOREIGN_EVIDENCE


class Guesser:
    """Guesses the language of words in Latin letters."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._statistics = Statistics()

    def guess(self, words: Sequence[str]) -> Guess | None:
        """The language that the words speak for most; None where there are no words."""
        if not words:
            return None
        evidence = self._lexicon.evidence(words)
        scores = self._scores(words, evidence)
        best, other = sorted(OWN, key=lambda tag: scores[tag], reverse=True)
        foreign = max((score for tag, score in scores.items() if tag not in OWN), default=_FURTHEST)
        foreign_lead = foreign + evidence.weights.get(OTHER, 0.0) - scores[best]
        return Guess(Language(best), scores[best] - scores[other], foreign_lead, evidence)

    def _scores(self, words: Sequence[str], evidence: Evidence) -> Mapping[str, float]:
        statistics = self._statistics.log_probabilities(words) if evidence.counted else {}
        tags = {*OWN, *statistics, *evidence.weights}
        return {tag: evidence.weights.get(tag, 0.0) + _statistical(tag, statistics) for tag in tags - {OTHER}}


def _statistical(tag: str, statistics: Mapping[str, float]) -> float:
    prior = _PRIOR if tag in OWN else 0.0
    return _STATISTICS * max(statistics.get(tag, _UNKNOWN) + prior, _FURTHEST)

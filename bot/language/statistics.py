"""What the letters of words say about their language, by the n-gram statistics of lingua."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

_LANGUAGES: Final = {
    Language.ENGLISH: "en",
    Language.DUTCH: "nl",
    Language.GERMAN: "de",
    Language.FRENCH: "fr",
    Language.SPANISH: "es",
    Language.ITALIAN: "it",
    Language.PORTUGUESE: "pt",
    Language.POLISH: "pl",
    Language.TURKISH: "tr",
    Language.INDONESIAN: "id",
    Language.TAGALOG: "tl",
}
_LEAST: Final = 1e-9
_WORDS: Final = 40


class Statistics:
    """The statistics of the languages that the assistant meets most."""

    def __init__(self) -> None:
        self._detector = _detector()

    def log_probabilities(self, words: Sequence[str]) -> Mapping[str, float]:
        """The logarithm of the probability of each language that lingua knows here."""
        values = self._detector.compute_language_confidence_values(" ".join(words[:_WORDS]))
        return {_LANGUAGES[value.language]: math.log(max(value.value, _LEAST)) for value in values}


def _detector() -> LanguageDetector:
    # The low accuracy mode takes 0.2 s and 23 MB instead of 1.3 s and 330 MB; the word lists make up for it.
    builder = LanguageDetectorBuilder.from_languages(*_LANGUAGES).with_low_accuracy_mode()
    return builder.with_preloaded_language_models().build()

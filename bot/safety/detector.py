"""Telling whether a message holds a red flag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.safety.evidence import EvidenceReader
from bot.safety.lexicon import Lexicon
from bot.safety.model import SafetyModel
from bot.safety.red_flag import ALL_CLEAR, MODEL_FILE, RedFlag, read_red_flags
from bot.safety.windows import sentences
from bot.safety.word_patterns import WordPatterns

# docs/safety.md has the measurement.
THRESHOLD: Final = 0.5
# A sentence alone lacks what the others say of it, so it must be surer.
SENTENCE_THRESHOLD: Final = 0.85


@dataclass(frozen=True)
class Alarm:
    """A red flag in a message, with the calibrated probability that it is one."""

    flag: RedFlag
    probability: float


class Detector:
    """Reads messages for red flags; it knows neither Rasa nor the knowledge's topics."""

    def __init__(self, model: SafetyModel, lexicon: Lexicon, flags: Mapping[str, RedFlag]) -> None:
        self._flags = flags
        self._model = model
        self._reader = EvidenceReader(model.views, lexicon)

    def detect(self, text: str) -> Alarm | None:
        """The red flag of a message, if any."""
        probability = self._probability(text)
        if probability >= THRESHOLD:
            return Alarm(self._flag(text), probability)
        # What is plainly harmless as a whole has no such sentence.
        return self._of_sentences(sentences(text)) if probability else None

    def _of_sentences(self, parts: Sequence[str]) -> Alarm | None:
        """The red flag of one sentence, which enough harmless ones around it would outweigh."""
        for part in parts if len(parts) > 1 else []:
            probability = self._probability(part)
            if probability >= SENTENCE_THRESHOLD:
                return Alarm(self._flag(part), probability)
        return None

    def _probability(self, text: str) -> float:
        features = self._reader.suspect(text)
        return 0.0 if features is None else self._model.decision.probability(features)

    def is_all_clear(self, text: str) -> bool:
        """Whether a message says that all is well."""
        labels = self._model.views.kinds.classifier.labels
        return labels[int(self._kinds(text).argmax())] == ALL_CLEAR

    def _flag(self, text: str) -> RedFlag:
        return self._flags[self._model.views.kinds.flag(self._kinds(text))]

    def _kinds(self, text: str) -> NDArray[np.float32]:
        """How much a text is like each kind of message, of shape (kinds,)."""
        views = self._model.views
        return np.asarray(views.kinds.margins(views.words.vectorizer.weigh([text]))[0])


def load_detector(var: Path) -> Detector:
    """The detector as it was trained.

    Raises:
        FileNotFoundError: when nothing was trained yet.
        SourceError: with file, line and reason, when a file of the rules cannot be used.
    """
    flags = read_red_flags()
    return Detector(SafetyModel.load(var / MODEL_FILE, WordPatterns.read()), Lexicon(flags), flags)

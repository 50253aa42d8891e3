"""Telling whether a message holds a red flag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.safety.evidence import EvidenceReader
from bot.safety.lexicon import Lexicon
from bot.safety.model import SafetyModel
from bot.safety.red_flag import ALL_CLEAR, RedFlag
from knowledge.encoder import Encoder, FloatMatrix

# docs/safety.md has the measurement.
THRESHOLD: Final = 0.6


@dataclass(frozen=True)
class Alarm:
    """A red flag in a message, with the calibrated probability that it is one."""

    flag: RedFlag
    probability: float


class Detector:
    """Reads messages for red flags; it knows neither Rasa nor the knowledge's topics."""

    def __init__(
        self, model: SafetyModel, lexicon: Lexicon, encoder: Encoder, flags: Mapping[str, RedFlag]
    ) -> None:
        self._flags = flags
        self._decision = model.decision
        self._reader = EvidenceReader(model.classifiers, lexicon, encoder, flags)

    def detect(self, text: str, vector: FloatMatrix) -> Alarm | None:
        """The red flag of a message, if any; ``vector`` is the text's, of shape (1, dimensions)."""
        found = self._reader.read(text, vector)
        probability = self._decision.probability(found.features)
        return Alarm(self._flags[found.flag], probability) if probability >= THRESHOLD else None

    def is_all_clear(self, text: str, vector: FloatMatrix) -> bool:
        """Whether a message says that all is well."""
        return self._reader.label(text, vector) == ALL_CLEAR

"""Putting together what reads and answers red flags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.gateway.first_reading import FirstReader, SafetyReader
from bot.safety.advice import Advice, read_advice
from bot.safety.red_flag import MODEL_FILE, read_red_flags
from bot.settings import Settings
from knowledge.clinic import read_clinic
from knowledge.encoder import EMBEDDED, Encoder, UniversalSentenceEncoder
from knowledge.topic_file import KNOWLEDGE

if TYPE_CHECKING:
    from bot.safety.detector import Detector


@dataclass(frozen=True)
class Safety:
    """What reads messages first, and what is said to those who may be in danger."""

    reader: FirstReader
    advice: Advice


def load_safety(settings: Settings) -> Safety:
    """Load everything from the files; red flags are looked for where ``MERIDIAN_SAFETY`` is on.

    Raises:
        SourceError: with file, line and reason, when a file cannot be used.
        FileNotFoundError: when nothing was trained yet.
    """
    advice = read_advice(read_clinic(KNOWLEDGE / "clinic.yml"), read_red_flags())
    # Another encoder of the engine's needs torch, which stays out of this process.
    needed = settings.safety or settings.encoder == EMBEDDED
    encoder = UniversalSentenceEncoder() if needed else None
    detector = _load_detector(settings, encoder) if settings.safety and encoder else None
    return Safety(SafetyReader(detector, encoder, settings.encoder), advice)


def _load_detector(settings: Settings, encoder: Encoder) -> Detector:
    from bot.safety.detector import Detector  # with spaCy: only those who look for red flags wait for it
    from bot.safety.lexicon import Lexicon
    from bot.safety.model import SafetyModel

    flags = read_red_flags()
    return Detector(SafetyModel.load(settings.var / MODEL_FILE), Lexicon(flags), encoder, flags)

"""Putting together what reads and answers red flags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.gateway.red_flag_reader import RedFlagReader, ThreadedReader
from bot.safety.advice import Advice, read_advice
from bot.safety.red_flag import read_red_flags
from bot.settings import Settings
from knowledge.clinic import read_clinic
from knowledge.topic_file import KNOWLEDGE

if TYPE_CHECKING:
    from bot.safety.detector import Detector


@dataclass(frozen=True)
class Safety:
    """What reads messages first, and what is said to those who may be in danger."""

    reader: RedFlagReader
    advice: Advice


def load_safety(settings: Settings) -> Safety:
    """Load everything from the files; red flags are looked for where ``MERIDIAN_SAFETY`` is on.

    Raises:
        SourceError: with file, line and reason, when a file cannot be used.
        FileNotFoundError: when nothing was trained yet.
    """
    advice = read_advice(read_clinic(KNOWLEDGE / "clinic.yml"), read_red_flags())
    detector = _load_detector(settings) if settings.safety else None
    return Safety(ThreadedReader(detector), advice)


def _load_detector(settings: Settings) -> Detector:
    from bot.safety.detector import load_detector  # with spaCy: only those who look for red flags wait for it

    return load_detector(settings.var)

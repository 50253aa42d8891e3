"""Messages without a red flag that were written for something else."""

from __future__ import annotations

from pathlib import Path

from bot.booking.when.judge.phrases import WHEN_DATA, read_phrases
from bot.safety.complaints import plain_complaints
from bot.safety.red_flag import NONE
from knowledge.catalogue import load_catalogue
from knowledge.examples import Example, all_examples


def ordinary_messages() -> list[Example]:
    """Questions on the topics, examples of intents, plain complaints, and messages with days and times.

    Raises:
        SourceError: with file, line and reason, when a file of any of them cannot be used.
    """
    return [*all_examples(load_catalogue()), *plain_complaints(), *booking_messages()]


def booking_messages(folder: Path = WHEN_DATA) -> list[Example]:
    """The messages of ``data/when``, each a harmless example.

    Raises:
        SourceError: with file, line and reason, when a file cannot be used.
    """
    return [Example(phrase.text, NONE, phrase.language) for phrase in read_phrases(folder)]

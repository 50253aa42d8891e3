"""``python -m bot evaluate-red-flags``: reads the held-out messages with the trained detector."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.evaluation.table import table
from bot.safety.red_flag import NONE, read_red_flags
from bot.settings import PROJECT, SettingError, Settings
from knowledge.language import Language
from knowledge.source_file import SourceError

if TYPE_CHECKING:
    from bot.safety.detector import Detector

MESSAGES: Final = PROJECT / "tests" / "evaluation" / "red_flags"
RECALL: Final = 0.99
FALSE_ALARMS: Final = 0.05
REACHED: Final = 0
MISSED: Final = 1
FAILED: Final = 2

# What the detector says of a text: a flag's id, or None.
Detect = Callable[[str], str | None]


@dataclass(frozen=True)
class Message:
    """A held-out message; ``label`` is a flag's id or ``none``."""

    label: str
    text: str


@dataclass(frozen=True)
class RedFlagScores:
    """Shares of one language's messages, and how many there are of each kind."""

    dangerous: int
    harmless: int
    recall: float
    false_alarms: float
    named: float
    """The share of the red flags noticed that got the right name."""

    @property
    def is_reached(self) -> bool:
        """Whether as many are noticed, and as few false alarms raised, as the clinic needs."""
        return self.recall >= RECALL and self.false_alarms <= FALSE_ALARMS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``evaluate-red-flags``."""
    parser.add_argument(
        "--messages", type=Path, default=MESSAGES, help="folder with <language>.txt files below"
    )


def run(arguments: argparse.Namespace) -> int:
    """Evaluate and report; the exit code: 0 goal reached in each language, 1 not, 2 could not evaluate."""
    from bot.safety.detector import load_detector  # with spaCy, for which other commands need not wait

    try:
        detector = load_detector(Settings.from_environment().var)
        scores = {
            language: score(list(read_messages(arguments.messages, language)), _named(detector))
            for language in Language
        }
    except FileNotFoundError as error:
        print(
            f"evaluate-red-flags: {error.filename} is missing; train first: make train",
            file=sys.stderr,
        )
        return FAILED
    except (SourceError, SettingError, OSError) as error:
        print(f"evaluate-red-flags: {error}", file=sys.stderr)
        return FAILED
    for line in report(scores):
        print(line)
    return REACHED if all(found.is_reached for found in scores.values()) else MISSED


def read_messages(folder: Path, language: Language) -> Iterator[Message]:
    """The messages of a language in all files of its name, ``label<TAB>text`` a line.

    Raises:
        SourceError: with file, line and reason, when a label is unknown or there is no file.
    """
    labels = {*read_red_flags(), NONE}
    paths = sorted(folder.rglob(f"{language}.txt"))
    if not paths:
        raise SourceError(folder, 1, f"there is no {language}.txt below")
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            label, _, text = line.partition("\t")
            if label not in labels or not text.strip():
                raise SourceError(path, number, "expected a flag's id or 'none', a tab and the message")
            yield Message(label, text.strip())


def score(messages: Sequence[Message], detect: Detect) -> RedFlagScores:
    """How many red flags are noticed, and how many of the others raise an alarm."""
    found = [(message.label, detect(message.text)) for message in messages]
    dangerous = [(label, flag) for label, flag in found if label != NONE]
    noticed = [(label, flag) for label, flag in dangerous if flag]
    alarms = sum(flag is not None for label, flag in found if label == NONE)
    return RedFlagScores(
        dangerous=len(dangerous),
        harmless=len(found) - len(dangerous),
        recall=_share(len(noticed), len(dangerous)),
        false_alarms=_share(alarms, len(found) - len(dangerous)),
        named=_share(sum(label == flag for label, flag in noticed), len(noticed)),
    )


def report(scores: dict[Language, RedFlagScores]) -> Iterator[str]:
    """The lines of the report."""
    head = ("language", "red flags", "noticed", "harmless", "false alarms", "right name", "")
    yield from table(
        head,
        [
            (
                str(language),
                str(found.dangerous),
                f"{found.recall:.1%}",
                str(found.harmless),
                f"{found.false_alarms:.1%}",
                f"{found.named:.1%}",
                "" if found.is_reached else f"goal: {RECALL:.0%} and {FALSE_ALARMS:.0%}",
            )
            for language, found in scores.items()
        ],
    )


def _named(detector: Detector) -> Detect:
    def detect(text: str) -> str | None:
        alarm = detector.detect(text)
        return alarm.flag.id if alarm else None

    return detect


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0

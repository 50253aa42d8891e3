"""``python -m bot evaluate``: asks the held-out questions and reports the scores."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bot.evaluation.client import AssistantClient, AssistantError
from bot.evaluation.json_report import write_json
from bot.evaluation.questions import Question, read_questions
from bot.evaluation.report import report
from bot.evaluation.scores import LanguageScores, Scores
from bot.evaluation.thresholds import missed, read_thresholds
from bot.settings import PROJECT, SettingError, Settings
from knowledge.language import Language
from knowledge.source_file import SourceError
from knowledge.topic_file import topic_paths

QUESTIONS: Final = PROJECT / "tests" / "evaluation"
THRESHOLDS: Final = "thresholds.yml"
REACHED: Final = 0
MISSED: Final = 1
FAILED: Final = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``evaluate``."""
    parser.add_argument("--address", help="where the assistant runs (default: from the settings)")
    parser.add_argument("--concurrency", type=count, default=4, help="questions in flight (default 4)")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="folder of <language>.txt files")
    parser.add_argument("--thresholds", type=Path, help="default: thresholds.yml in the questions' folder")
    parser.add_argument("--confusions", type=count, default=10, help="confusions listed (default 10)")
    parser.add_argument("--show-texts", action="store_true", help="list the questions behind each confusion")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores to a file too")


def run(arguments: argparse.Namespace) -> int:
    """Evaluate and report; the exit code: 0 thresholds reached, 1 one is missed, 2 could not evaluate."""
    try:
        return asyncio.run(_evaluate(arguments))
    except (SourceError, SettingError, AssistantError, OSError) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return FAILED


async def _evaluate(arguments: argparse.Namespace) -> int:
    thresholds = read_thresholds(arguments.thresholds or arguments.questions / THRESHOLDS)
    questions = read_questions(arguments.questions, _topics())
    address = arguments.address or Settings.from_environment().address
    scores = await _score(address, arguments.concurrency, questions)
    misses = missed(thresholds, scores.measures)
    for line in report(scores, misses, limit=arguments.confusions, show_texts=arguments.show_texts):
        print(line)
    if arguments.json:
        write_json(arguments.json, scores, misses, show_texts=arguments.show_texts)
    return MISSED if misses else REACHED


async def _score(address: str, concurrency: int, questions: Mapping[Language, Sequence[Question]]) -> Scores:
    scores = {}
    async with AssistantClient(address, concurrency) as client:
        for language, asked in questions.items():
            started = time.monotonic()
            scores[language] = LanguageScores(await client.ask_all(asked))
            seconds = time.monotonic() - started
            print(f"{language}: {len(asked)} questions, {concurrency} at a time, in {seconds:.0f} s")
    return Scores(scores)


def _topics() -> frozenset[str]:
    return frozenset(f"{path.parent.name}/{path.stem}" for path in topic_paths())


def count(text: str) -> int:
    """A whole number above 0, as an option of a command.

    Raises:
        argparse.ArgumentTypeError: when it is none.
    """
    value = int(text) if text.isdecimal() else 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return value

"""``python -m bot evaluate-when``: says the held-out when-phrases and reports the scores."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Final

from bot.evaluation.client import AssistantClient, AssistantError
from bot.evaluation.command import FAILED, MISSED, REACHED, THRESHOLDS, count
from bot.evaluation.outcome import ReplyError
from bot.evaluation.when.phrases import OPENINGS, read_openings, read_sets
from bot.evaluation.when.playing import Player
from bot.evaluation.when.report import Sets, missed, report
from bot.evaluation.when.scores import Scores, read_thresholds
from bot.settings import PROJECT, SettingError, Settings
from knowledge.clinic import read_clinic
from knowledge.source_file import SourceError
from knowledge.topic_file import KNOWLEDGE

PHRASES: Final = PROJECT / "tests" / "evaluation" / "when"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``evaluate-when``."""
    parser.epilog = "The labels hold for an assistant started with MERIDIAN_NOW=2026-11-23T09:30+08:00."
    parser.add_argument("--address", help="where the assistant runs (default: from the settings)")
    parser.add_argument("--concurrency", type=count, default=4, help="messages in flight (default 4)")
    parser.add_argument(
        "--phrases", type=Path, default=PHRASES, help="folder with <set>/<language>.txt files"
    )
    parser.add_argument("--thresholds", type=Path, default=PHRASES / THRESHOLDS, help="what must be reached")
    parser.add_argument("--show", action="store_true", help="list the phrases that were not right")


def run(arguments: argparse.Namespace) -> int:
    """Evaluate and report; the exit code: 0 thresholds reached, 1 one is missed, 2 could not evaluate."""
    try:
        return asyncio.run(_evaluate(arguments))
    except (SourceError, SettingError, AssistantError, ReplyError, OSError) as error:
        print(f"evaluate-when: {error}", file=sys.stderr)
        return FAILED


async def _evaluate(arguments: argparse.Namespace) -> int:
    thresholds = read_thresholds(arguments.thresholds)
    address = arguments.address or Settings.from_environment().address
    sets = await _score(address, arguments.concurrency, arguments.phrases)
    for line in report(sets, thresholds, show=arguments.show):
        print(line)
    return MISSED if missed(sets, thresholds) else REACHED


async def _score(address: str, concurrency: int, folder: Path) -> Sets:
    sets, openings = read_sets(folder), read_openings(PHRASES / OPENINGS)
    clinic = read_clinic(KNOWLEDGE / "clinic.yml")
    async with AssistantClient(address, concurrency) as client:
        player = Player(client, openings, clinic)
        return {
            name: {
                language: Scores(await player.play_all(phrases)) for language, phrases in languages.items()
            }
            for name, languages in sets.items()
        }

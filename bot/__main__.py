"""``python -m bot``: the assistant's commands."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable

from bot import evaluation
from bot.check import check
from bot.engine.engine import EngineUnavailable
from bot.evaluation import red_flags, when
from bot.logs import configure_logs
from bot.settings import SettingError, Settings
from bot.supervisor.ports import PortInUse
from bot.supervisor.process import ProcessFailed
from bot.supervisor.supervisor import up
from bot.training.training import TrainingError, is_trained, train

_UNUSABLE = 2
_INTERRUPTED = 130


def main() -> int:
    """Run one command; the exit code is 2 when it cannot be done as things are set up."""
    arguments = _parser().parse_args()
    code = _UNUSABLE
    try:
        code = arguments.run(arguments)
    except* (SettingError, PortInUse, TrainingError, ProcessFailed, EngineUnavailable) as group:
        print(_first_of(group), file=sys.stderr)
    except* KeyboardInterrupt:
        code = _INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, "up", "train if need be, start everything and keep it up", _up)
    training = _add(commands, "train", "train the assistant from the data", _train)
    training.add_argument("--if-needed", action="store_true", help="only when the data have changed")
    _add(commands, "check", "check every file that staff edit", _check)
    evaluating = _add(commands, "evaluate", "score the held-out questions over the chat API", evaluation.run)
    evaluation.add_arguments(evaluating)
    measuring = _add(commands, "evaluate-red-flags", "score the held-out red flags", red_flags.run)
    red_flags.add_arguments(measuring)
    reading = _add(commands, "evaluate-when", "score the held-out days and times over the chat API", when.run)
    when.add_arguments(reading)
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    summary: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=summary, description=summary)
    command.set_defaults(run=run)
    return command


def _up(_: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    configure_logs("supervisor", "warning")
    asyncio.run(up(settings))
    return 0


def _train(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    if arguments.if_needed and is_trained(settings):
        print("The model belongs to the present data; nothing to train.")
        return 0
    print(f"Trained in {asyncio.run(train(settings, only_stale=arguments.if_needed)):.0f} s.")
    return 0


def _check(_: argparse.Namespace) -> int:
    problems = check()
    for problem in problems:
        print(problem)
    print("Everything can be used." if not problems else f"{len(problems)} to mend.")
    return 1 if problems else 0


def _first_of(error: BaseException) -> BaseException:
    return _first_of(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error


if __name__ == "__main__":
    sys.exit(main())

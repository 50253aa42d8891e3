"""``make bench``: measures Meridian and Rasa's default pipeline, and prints the table."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Final

from benchmarks.load import LoadError
from benchmarks.machine import describe_machine
from benchmarks.measurement import Plan, measure
from benchmarks.meridian import Meridian
from benchmarks.processes import ProgramError
from benchmarks.report import as_json, report
from benchmarks.stock import Stock
from benchmarks.stock_data import read_stock_data
from benchmarks.system import System
from bot.settings import PROJECT

# One epoch of DIET over all sentences had not ended after 16 minutes on two cores; Rasa's own are a hundred.
_SENTENCES: Final = 2000
_EPOCHS: Final = 1
_DEFAULT_EPOCHS: Final = 100
_STOPPED: Final = 130


def main() -> int:
    """Run the benchmark; the exit code is 0 whatever the times, 2 when a system failed."""
    options = _options()
    # Being asked to end must stop the systems too, as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    (PROJECT / "var").mkdir(exist_ok=True)
    folder = Path(mkdtemp(prefix="benchmark-", dir=PROJECT / "var"))
    try:
        _run(options, folder)
    except (ProgramError, LoadError) as error:
        print(f"benchmark: {error}\nThe systems' logs are in {folder}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"benchmark: stopped; what was trained so far is in {folder}", file=sys.stderr)
        return _STOPPED
    rmtree(folder)
    return 0


def _run(options: argparse.Namespace, folder: Path) -> None:
    plan = Plan(options.rounds, options.messages, options.clients)
    machine = describe_machine()
    systems = [_meridian(folder)] if options.skip_stock else [_meridian(folder), _stock(folder, options)]
    figures = asyncio.run(measure(systems, plan))
    print(machine)
    print(_what_was_sent(plan))
    for line in report(figures, plan):
        print(line)
    if not options.skip_stock:
        print(_what_stock_is(options))
    if options.json:
        options.json.write_text(json.dumps(as_json(figures, plan, machine), indent=2) + "\n")


def _meridian(folder: Path) -> System:
    return Meridian(_made(folder / "meridian"))


def _stock(folder: Path, options: argparse.Namespace) -> System:
    data = read_stock_data()
    stock = Stock(_made(folder / "stock"))
    stock.prepare(data.sample(options.stock_sentences), options.stock_epochs)
    return stock


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _what_was_sent(plan: Plan) -> str:
    return (
        f"{plan.messages} questions in four languages a round and load, four to a conversation; clients and"
        " servers share the machine. Meridian: chat API, with its answers, its database and an action server;"
        " stock: REST channel, one text an intent, SQLite tracker store."
    )


def _what_stock_is(options: argparse.Namespace) -> str:
    lines = "stock: Rasa's own default pipeline and policies (benchmarks/stock/config.yml)."
    return (
        f"{lines} It was trained on at most {options.stock_sentences} of Meridian's sentences, for"
        f" {options.stock_epochs} epoch(s) in place of {_DEFAULT_EPOCHS}: its training time is a lower bound;"
        " a larger vocabulary would make it larger and slower, too."
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=_count, default=3, help="default 3")
    parser.add_argument("--messages", type=_count, default=400, help="messages a load (default 400)")
    parser.add_argument("--clients", type=_count, default=16, help="clients at once (default 16)")
    parser.add_argument("--skip-stock", action="store_true", help="measure Meridian only")
    parser.add_argument(
        "--stock-epochs",
        type=_count,
        default=_EPOCHS,
        help=f"default {_EPOCHS}; Rasa's own: {_DEFAULT_EPOCHS}",
    )
    parser.add_argument(
        "--stock-sentences",
        type=_count,
        default=_SENTENCES,
        help=f"train stock on at most so many of the sentences (default {_SENTENCES})",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file too")
    return parser.parse_args()


def _count(text: str) -> int:
    value = int(text) if text.isdecimal() else 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return value


if __name__ == "__main__":
    sys.exit(main())

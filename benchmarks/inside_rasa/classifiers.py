"""Intent classifiers side by side: trained on four fifths of the data, scored on the last fifth.

Run from the project's root: ``.venv-rasa/bin/python -W ignore -m benchmarks.inside_rasa.classifiers``
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_PIPELINES = Path(__file__).parent / "pipelines"
_SHARE = 5


def main() -> None:
    """Train each pipeline, score it, and print a row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipelines", nargs="*", help="names below pipelines/ (default: all)")
    names = parser.parse_args().pipelines or sorted(path.stem for path in _PIPELINES.glob("*.yml"))
    learnt, held_out = _split()
    print(f"{len(learnt)} sentences to learn, {len(held_out)} held out", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "nlu.yml"
        TrainingData(learnt).persist_nlu(str(data))
        for name in names:
            print(asyncio.run(_row(name, data, held_out, Path(folder))), flush=True)


def _split() -> tuple[list[Message], list[Message]]:
    importer = TrainingDataImporter.load_from_config("config.yml", "domain", ["data"])
    examples = [m for m in importer.get_nlu_data().intent_examples if m.get("text")]
    random.Random(0).shuffle(examples)  # noqa: S311
    held_out = examples[::_SHARE]
    learnt = [message for number, message in enumerate(examples) if number % _SHARE]
    return learnt, held_out


async def _row(name: str, data: Path, held_out: Iterable[Message], folder: Path) -> str:
    started = time.monotonic()
    model = await asyncio.to_thread(
        train_nlu, str(_PIPELINES / f"{name}.yml"), str(data), str(folder), fixed_model_name=name
    )
    trained = time.monotonic() - started
    agent = Agent.load(model)
    started, right, count = time.monotonic(), 0, 0
    for message in held_out:
        parsed = await agent.parse_message(message.get("text"))
        right += parsed["intent"]["name"] == message.get("intent")
        count += 1
    milliseconds = (time.monotonic() - started) * 1000 / count
    share = 100 * right / count
    return f"{name}: {share:.1f} % right, trained in {trained:.0f} s, {milliseconds:.1f} ms a message"


if __name__ == "__main__":
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    main()

"""Training Rasa's model, the knowledge's classifiers, the red flags' and the judge of days, side by side."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.booking.when.judge.phrases import WHEN_FILE
from bot.child_processes import rasa_environment, rasa_python
from bot.safety.red_flag import MODEL_FILE
from bot.settings import PROJECT, Settings
from bot.training.fingerprint import data_fingerprint, when_fingerprint

MODEL_NAME: Final = "meridian"
_STAMP: Final = "trained.txt"
_WHEN_STAMP: Final = "trained-when.txt"
_PROGRESS_SECONDS: Final = 5.0


class TrainingError(RuntimeError):
    """Training that ended without a model; the message says where its log is."""


@dataclass(frozen=True)
class TrainingPlaces:
    """Where training leaves its results."""

    var: Path

    @property
    def rasa_model(self) -> Path:
        """Rasa's trained model."""
        return self.var / "models" / f"{MODEL_NAME}.tar.gz"

    @property
    def red_flags(self) -> Path:
        """What was learnt of the red flags."""
        return self.var / MODEL_FILE

    @property
    def when(self) -> Path:
        """What was learnt of which days and times are wished."""
        return self.var / WHEN_FILE

    @property
    def stamp(self) -> Path:
        """The fingerprint of the data that all but the judge of days was trained from."""
        return self.var / _STAMP

    @property
    def when_stamp(self) -> Path:
        """The fingerprint of the data and rules that the judge of days was trained from."""
        return self.var / _WHEN_STAMP

    def log(self, name: str) -> Path:
        """The log of one of the trainings."""
        return self.var / "logs" / f"train-{name}.log"


def is_trained(settings: Settings) -> bool:
    """Whether there is a model that belongs to the present data and rules."""
    return _is_when_trained(settings) and _is_rest_trained(settings)


def _is_when_trained(settings: Settings) -> bool:
    places = TrainingPlaces(settings.var)
    return places.when.exists() and _says(places.when_stamp, when_fingerprint())


def _is_rest_trained(settings: Settings) -> bool:
    places = TrainingPlaces(settings.var)
    needed = [places.rasa_model, *([places.red_flags] if settings.safety else [])]
    return all(path.exists() for path in needed) and _says(places.stamp, data_fingerprint(settings.encoder))


def _says(stamp: Path, fingerprint: str) -> bool:
    return stamp.exists() and stamp.read_text() == fingerprint


async def train(settings: Settings, *, only_stale: bool = False) -> float:
    """Train everything from the present data; returns how many seconds it took.

    ``only_stale``: nothing but the judge of days where all else belongs to the data.

    Raises:
        TrainingError: when a training fails; the model that was there stays in place.
    """
    if shutil.which(rasa_python()) is None:  # told before a minute is spent on encoding
        raise TrainingError(f"training rasa could not start: there is no {rasa_python()}; run make install")
    places, started = TrainingPlaces(settings.var), time.monotonic()
    places.log("rasa").parent.mkdir(parents=True, exist_ok=True)
    stamps = {places.when_stamp: when_fingerprint()}
    async with asyncio.TaskGroup() as group:
        group.create_task(_run("when", _own_command("when"), places.log("when"), settings))
        if not (only_stale and _is_rest_trained(settings)):
            stamps[places.stamp] = data_fingerprint(settings.encoder)
            _begin_rest(group, places, settings)
    for stamp, fingerprint in stamps.items():
        stamp.write_text(fingerprint)
    return time.monotonic() - started


def _begin_rest(group: asyncio.TaskGroup, places: TrainingPlaces, settings: Settings) -> None:
    group.create_task(_train_topics(places, settings))
    group.create_task(_run("rasa", _rasa_command(places), places.log("rasa"), settings))
    if settings.safety:
        group.create_task(_run("red_flags", _own_command("red_flags"), places.log("red_flags"), settings))


async def _train_topics(places: TrainingPlaces, settings: Settings) -> None:
    """All sentences are encoded once, on all cores, while Rasa reads them; it waits for what it lacks."""
    for name in ("vectors", "knowledge"):
        await _run(name, _own_command(name), places.log(name), settings)


def _rasa_command(places: TrainingPlaces) -> list[str]:
    return [
        *(rasa_python(), "-W", "ignore", "-m", "rasa", "train"),
        *("--config", "config.yml", "--domain", "domain", "--data", "data/nlu", "data/stories"),
        *("--out", str(places.rasa_model.parent), "--fixed-model-name", MODEL_NAME, "--skip-validation"),
        "--force",  # to look for what can be reused takes longer than to learn it again
    ]


def _own_command(name: str) -> list[str]:
    return [sys.executable, "-m", f"bot.training.{name}"]


async def _run(name: str, command: list[str], log: Path, settings: Settings) -> None:
    with log.open("wb") as output:
        try:
            process = await asyncio.create_subprocess_exec(
                *command, cwd=PROJECT, env=rasa_environment(settings), stdout=output, stderr=output
            )
        except OSError as error:
            raise TrainingError(f"training {name} could not start {command[0]}: {error.strerror}") from error
        await _wait(name, process)
    if process.returncode:
        raise TrainingError(f"training {name} failed with exit code {process.returncode}; see {log}")


async def _wait(name: str, process: asyncio.subprocess.Process) -> None:
    """Wait for a training, with a line on the screen every few seconds."""
    started = time.monotonic()
    try:
        while True:
            try:
                await asyncio.wait_for(asyncio.shield(process.wait()), _PROGRESS_SECONDS)
                break
            except TimeoutError:
                print(f"  training {name}: {time.monotonic() - started:.0f} s", flush=True)
    except asyncio.CancelledError:
        process.terminate()
        await process.wait()
        raise
    print(f"  training {name}: done in {time.monotonic() - started:.0f} s", flush=True)

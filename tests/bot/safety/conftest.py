"""A folder of red flags that a test may spoil, and a detector taught with part of the real sentences."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.safety.complaints import plain_complaints
from bot.safety.detector import Detector
from bot.safety.learning import Learner
from bot.safety.lexicon import Lexicon
from bot.safety.model import SafetyModel
from bot.safety.red_flag import NONE, RED_FLAG_DATA, RedFlag, read_red_flags, read_sentences
from bot.safety.word_patterns import WordPatterns
from knowledge.catalogue import load_catalogue
from knowledge.examples import Example, all_examples

_OF_EACH = 24


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of data/red_flags."""
    return Path(shutil.copytree(RED_FLAG_DATA, tmp_path / "red_flags"))


@pytest.fixture(scope="session")
def flags() -> Mapping[str, RedFlag]:
    return read_red_flags()


@pytest.fixture(scope="session")
def lexicon(flags: Mapping[str, RedFlag]) -> Lexicon:
    return Lexicon(flags)


@pytest.fixture(scope="session")
def patterns() -> WordPatterns:
    return WordPatterns.read()


@pytest.fixture(scope="session")
def taught(flags: Mapping[str, RedFlag]) -> list[Example]:
    """The first sentences of each flag and language, and more harmless ones."""
    counts: dict[tuple[str, str], int] = {}
    kept = []
    for example in read_sentences(flags):
        key = (example.label, example.language)
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= _OF_EACH * (10 if example.label == NONE else 1):
            kept.append(example)
    return kept


@pytest.fixture(scope="session")
def model(
    taught: list[Example], lexicon: Lexicon, patterns: WordPatterns, flags: Mapping[str, RedFlag]
) -> SafetyModel:
    ordinary = [*all_examples(load_catalogue())[::25], *plain_complaints()[::6]]
    return Learner(lexicon, patterns, flags).fit(taught, ordinary)


@pytest.fixture(scope="session")
def detector(model: SafetyModel, lexicon: Lexicon, flags: Mapping[str, RedFlag]) -> Detector:
    return Detector(model, lexicon, flags)

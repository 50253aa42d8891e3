"""Whether what was trained still belongs to the data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from bot.settings import PROJECT

# Everything that training depends on, but for the judge of days.
_SOURCES: Final = (
    "config.yml",
    "domain/**/*.yml",
    "data/nlu/**/*.yml",
    "data/stories/**/*.yml",
    "data/red_flags/**/*",
    "data/when/**/*.txt",  # red flags learn them as harmless
    "knowledge/answers/**/*.yml",
    "knowledge/cantonese.yml",
    "knowledge/*.py",
    "bot/nlu/*.py",
    "bot/safety/*.py",
    "requirements/rasa.txt",
)
# Everything that it depends on: it learns from what the parser's rules read.
_WHEN_SOURCES: Final = (
    "data/when/*.yml",
    "data/when/**/*.txt",
    "bot/booking/when/**/*.py",
    "bot/booking/when/**/*.yml",
    "knowledge/opening_hours.py",
    "bot/training/when.py",
)


def data_fingerprint(encoder: str, project: Path = PROJECT) -> str:
    """A digest of all that a model is trained from, and of the encoder's name."""
    return _digest(encoder, project, _SOURCES)


def when_fingerprint(project: Path = PROJECT) -> str:
    """A digest of all that is learnt from, and by, which days and times are wished."""
    return _digest("", project, _WHEN_SOURCES)


def _digest(begin: str, project: Path, patterns: Iterable[str]) -> str:
    digest = hashlib.sha256(begin.encode())
    for path in _files(project, patterns):
        digest.update(str(path.relative_to(project)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(project: Path, patterns: Iterable[str]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(path for path in project.glob(pattern) if path.is_file())

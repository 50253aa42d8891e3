"""Whether what was trained still belongs to the data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.settings import PROJECT

# Everything that training depends on.
_SOURCES: Final = (
    "config.yml",
    "domain/**/*.yml",
    "data/**/*.yml",
    "data/red_flags/**/*.txt",
    "data/when/**/*.txt",
    "knowledge/answers/**/*.yml",
    "knowledge/cantonese.yml",
    "knowledge/*.py",
    "bot/nlu/*.py",
    "bot/safety/*.py",
    "bot/booking/when/judge/*.py",
    "requirements/rasa.txt",
)


def data_fingerprint(encoder: str, project: Path = PROJECT) -> str:
    """A digest of all that a model is trained from, and of the encoder's name."""
    digest = hashlib.sha256(encoder.encode())
    for path in _sources(project):
        digest.update(str(path.relative_to(project)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(project: Path) -> Iterator[Path]:
    for pattern in _SOURCES:
        yield from sorted(project.glob(pattern))

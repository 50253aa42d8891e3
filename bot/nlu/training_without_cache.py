"""Training without Rasa's cache, for speed alone.

Every training learns everything anew (``--force``), so nothing that a training leaves there is ever
read. To write it Rasa digests all examples, with their features, before and after each component.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.training.hooks import TrainingHook


def install_training_without_cache() -> None:
    """Neither digest nor keep what the components of a training are given and give."""
    TrainingHook.on_before_node = _nothing_known
    TrainingHook.on_after_node = _nothing_kept


def _nothing_known(*_: Any, **__: Any) -> dict[str, Any]:
    return {}


def _nothing_kept(*_: Any, **__: Any) -> None:
    """Keep nothing."""

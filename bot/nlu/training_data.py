"""Three corrections of how Rasa gathers its training data, for speed alone.

``TrainingData.merge`` copies every message in depth, at each of the four layers of importers, and
``sanitize_examples`` writes every message anew, which makes each be digested once more. And an
importer keeps its data for each way of asking for them ("en" named or not), so they are read
twice. Nothing but the training changes a message, and it works on what was merged last.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace
from typing import Any, Final

from rasa.shared.importers.importer import CombinedDataImporter, E2EImporter, ResponsesSyncImporter
from rasa.shared.nlu.constants import INTENT, RESPONSE
from rasa.shared.nlu.training_data import training_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

GetData = Callable[..., TrainingData]

LAYERS: Final = (CombinedDataImporter, ResponsesSyncImporter, E2EImporter)
INSTALLED: Final = "_meridian_reads_once"


def install_reading_once() -> None:
    """Gather the training data once, without copies."""
    # Merging is all that copies in depth there, which a test makes sure of; the lists must be new.
    training_data.copy = SimpleNamespace(deepcopy=copy.copy, copy=copy.copy)
    TrainingData.sanitize_examples = staticmethod(sanitize)
    for layer in LAYERS:
        if not hasattr(layer.get_nlu_data, INSTALLED):
            layer.get_nlu_data = _whatever_is_asked(layer.get_nlu_data)


def sanitize(examples: list[Message]) -> list[Message]:
    """The examples without doubles, and without white space around their intents and responses."""
    for example in examples:
        for name in (INTENT, RESPONSE):
            value = example.get(name)
            if value and value != value.strip():
                example.set(name, value.strip())
    return list(dict.fromkeys(examples))


def _whatever_is_asked(get_nlu_data: GetData) -> GetData:
    @wraps(get_nlu_data)
    def get(self: Any, language: str | None = "en") -> TrainingData:  # noqa: ARG001 - Rasa names one
        return get_nlu_data(self)

    setattr(get, INSTALLED, True)
    return get

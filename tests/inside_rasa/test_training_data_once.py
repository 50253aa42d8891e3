"""Training data are gathered once and without copies, and are the same as Rasa's own."""

from __future__ import annotations

import ast
import copy
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data import training_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.training_data import INSTALLED, LAYERS, install_reading_once

NLU = """
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - hoi
    - hello
- intent: chitchat/weather
  examples: |
    - nice day
- lookup: service
  examples: |
    - cupping
responses:
  utter_chitchat/weather:
  - text: indeed
"""
DOMAIN = """
version: "3.1"
intents: [greet, chitchat]
responses:
  utter_greet:
  - text: hi
"""


@pytest.fixture(autouse=True)
def rasas_own() -> Iterator[None]:
    """Begins with Rasa's own way, and puts back what was there."""
    methods = {layer: layer.get_nlu_data for layer in LAYERS}
    sanitize, copying = TrainingData.sanitize_examples, training_data.copy
    for layer, method in methods.items():
        layer.get_nlu_data = inspect.unwrap(method, stop=lambda each: not hasattr(each, INSTALLED))
    training_data.copy = copy
    yield
    for layer, method in methods.items():
        layer.get_nlu_data = method
    TrainingData.sanitize_examples, training_data.copy = staticmethod(sanitize), copying


@pytest.fixture
def load(tmp_path: Path) -> Callable[[], Any]:
    """Makes Rasa's importer of a small project."""
    (tmp_path / "nlu.yml").write_text(NLU, encoding="utf-8")
    (tmp_path / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    return lambda: TrainingDataImporter.load_from_dict(
        {"importers": [{"name": "RasaFileImporter"}]},
        domain_path=str(tmp_path / "domain.yml"),
        training_data_paths=[str(tmp_path / "nlu.yml")],
    )


def test_the_training_data_are_those_that_rasa_gathers(load) -> None:
    own = load().get_nlu_data()
    install_reading_once()

    gathered = load().get_nlu_data()

    assert own.fingerprint() == gathered.fingerprint()
    assert gathered.intents == {"greet", "chitchat"}
    assert [message.get("text") for message in gathered.intent_examples] == ["hello", "hoi", "nice day"]


def test_they_are_read_once_however_they_are_asked_for(load) -> None:
    install_reading_once()
    importer = load()

    assert importer.get_nlu_data() is importer.get_nlu_data("en")
    assert importer.get_nlu_data() is importer.get_nlu_data(language="en")


def test_merging_leaves_what_is_merged_as_it_was() -> None:
    install_reading_once()
    hello, bye = (
        TrainingData([Message.build(text, intent)]) for text, intent in (("hello", "a"), ("bye", "b"))
    )

    merged = hello.merge(bye)

    assert [len(data.training_examples) for data in (hello, bye, merged)] == [1, 1, 2]


def test_doubles_and_white_space_go() -> None:
    install_reading_once()
    examples = [Message.build("hello", " greet "), Message.build("hello", "greet")]

    assert [message.get(INTENT) for message in TrainingData(examples).training_examples] == ["greet"]


def test_only_merging_copies_in_depth() -> None:
    tree = ast.parse(inspect.getsource(training_data))
    merging = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.name == "merge"
        for node in ast.walk(function)
    }
    copies = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "deepcopy"]

    assert copies
    assert all(id(node) in merging for node in copies)

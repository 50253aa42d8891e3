"""What is saved beside each message changes nothing that Rasa does."""

from __future__ import annotations

import ast
import copy
import inspect
from collections.abc import Iterator
from types import ModuleType

import pytest
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.utils.common import all_subclasses

from bot.engine.rasa.bookkeeping import COPYING_FOR_LOGS, install_events_by_name, install_no_copies_for_logs

NAMES = [kind.type_name for kind in all_subclasses(Event) if kind.type_name]


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Puts Rasa's own way back."""
    resolve = Event.resolve_by_type
    yield
    Event.resolve_by_type = staticmethod(resolve)
    for module in COPYING_FOR_LOGS:
        module.copy = copy


@pytest.mark.parametrize("name", NAMES)
def test_an_event_is_of_the_class_that_rasa_itself_finds(name: str) -> None:
    own = Event.resolve_by_type(name)
    install_events_by_name()

    assert Event.resolve_by_type(name) is own
    assert Event.resolve_by_type(name) is own


def test_an_unknown_event_stays_unknown() -> None:
    install_events_by_name()

    for _ in range(2):
        with pytest.raises(ValueError, match="nonsense"):
            Event.resolve_by_type("nonsense")
        assert Event.resolve_by_type("nonsense", SlotSet) is SlotSet
    assert Event.resolve_by_type("topic") is None


def test_an_event_is_read_as_before() -> None:
    install_events_by_name()

    assert Event.from_parameters({"event": "slot", "name": "topic", "value": 1}) == SlotSet("topic", 1)
    assert isinstance(Event.from_parameters({"event": "user", "text": "hi", "parse_data": {}}), UserUttered)


@pytest.mark.parametrize("module", COPYING_FOR_LOGS, ids=lambda module: module.__name__)
def test_only_debug_lines_copy_in_depth(module: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(module))
    logged = {
        id(node)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "structlogger.debug"
        for node in ast.walk(call)
    }
    copies = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "copy"]

    assert copies
    assert all(id(node) in logged for node in copies)


def test_debug_lines_are_told_of_the_thing_itself() -> None:
    install_no_copies_for_logs()
    events = [SlotSet("topic", "session/length")]

    assert all(module.copy.deepcopy(events) is events for module in COPYING_FOR_LOGS)

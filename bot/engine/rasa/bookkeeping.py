"""Two corrections of work that Rasa does beside each message, for speed alone.

``Event.resolve_by_type`` goes through all subclasses of all events for each event that an action
returns. And the processor and ``RulePolicy`` copy slots, events and states in depth for debug
lines, before anyone asks whether such lines are written.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any, Final

from rasa.core import processor
from rasa.core.policies import rule_policy
from rasa.shared.core.events import Event

# In these two modules nothing but debug lines is copied in depth, which a test makes sure of.
COPYING_FOR_LOGS: Final[tuple[ModuleType, ...]] = (processor, rule_policy)


def install_events_by_name() -> None:
    """Look for an event's class once."""
    resolve = Event.resolve_by_type
    known: dict[str, type[Event] | None] = {}

    def resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
        if type_name in known:
            return known[type_name]
        found: type[Event] | None = resolve(type_name, default)
        if found is not default:
            known[type_name] = found
        return found

    Event.resolve_by_type = staticmethod(resolve_by_type)


def install_no_copies_for_logs() -> None:
    """Hand debug lines what they tell of itself; they are written at once, if at all."""
    for module in COPYING_FOR_LOGS:
        module.copy = SimpleNamespace(deepcopy=_itself)  # type: ignore[attr-defined]


def _itself(value: Any) -> Any:
    return value

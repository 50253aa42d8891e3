"""Three corrections of work that Rasa does beside each message, for speed alone.

``Event.resolve_by_type`` goes through all subclasses of all events for each event that an action
returns. And the processor and ``RulePolicy`` copy slots, events and states in depth for debug
lines, before anyone asks whether such lines are written. And each action is given a tracker of its
own, for which all events of the conversation are applied again, since a policy's events might have
to be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import ModuleType, SimpleNamespace
from typing import Any, Final

from rasa.core import processor
from rasa.core.actions.action import Action, RemoteAction
from rasa.core.policies import rule_policy
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

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


def install_no_copies_for_calls() -> None:
    """Give an action of the action server the tracker itself, which it only describes in its call."""
    run_action = MessageProcessor._run_action  # noqa: SLF001

    async def run_without_copy(
        self: MessageProcessor,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: Any,
        nlg: Any,
        prediction: Any,
    ) -> bool:
        only_calls = type(action) is RemoteAction and not prediction.events
        with _its_own_copy(tracker) if only_calls else nullcontext():
            goes_on: bool = await run_action(self, action, tracker, output_channel, nlg, prediction)
        return goes_on

    MessageProcessor._run_action = run_without_copy  # noqa: SLF001


@contextmanager
def _its_own_copy(tracker: DialogueStateTracker) -> Iterator[None]:
    """Within, the first copy of this tracker is itself."""

    def copy() -> DialogueStateTracker:
        del tracker.copy
        return tracker

    tracker.copy = copy
    try:
        yield
    finally:
        tracker.__dict__.pop("copy", None)

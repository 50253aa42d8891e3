"""Three corrections of how Rasa 3.6 calls its action server, for speed alone.

``RemoteAction._validate_action_result`` checks Rasa's own constant schema against the metaschema
on every call, which takes longer than all the rest of a turn; ``EndpointConfig.request`` opens a
connection anew for each call; and every call carries all events since the conversation began.
"""

from __future__ import annotations

import weakref
from typing import Any

import aiohttp
import rasa
from jsonschema import Draft7Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig


def install_validate_once() -> None:
    """Check the schema once and keep the compiled validator."""
    schema = RemoteAction.action_response_format_spec()
    validator_class = validator_for(schema, default=Draft7Validator)
    validator_class.check_schema(schema)
    validator = validator_class(schema)

    def validate_action_result(_: RemoteAction, result: dict[str, Any]) -> bool:
        if not is_plain(result):
            validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate_action_result  # noqa: SLF001


def is_plain(result: Any) -> bool:
    """Whether a result holds messages and the plainest of events alone, which takes no schema to see."""
    if not isinstance(result, dict) or not result.keys() <= {"events", "responses"}:
        return False
    parts = [result.get("events", []), result.get("responses", [])]
    if not all(isinstance(part, list) and all(isinstance(item, dict) for item in part) for part in parts):
        return False
    return all(_is_plain_event(event) for event in parts[0])


def _is_plain_event(event: dict[str, Any]) -> bool:
    """Whether an event sets a slot, which takes a value, or names the next action, which takes none."""
    return (
        event.keys() <= {"event", "name", "value", "timestamp"}
        and event.get("event") == ("slot" if "value" in event else "followup")
        and isinstance(event.get("name"), str)
        and (event.get("timestamp") is None or isinstance(event["timestamp"], float))
    )


class _LastingSession:
    """An aiohttp session that outlives the ``async with`` around it."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session

    async def __aenter__(self) -> aiohttp.ClientSession:
        return self.session

    async def __aexit__(self, *_: object) -> None:
        """Leave the session open for the next call; it closes with the process."""


def install_lasting_session() -> None:
    """Keep one session, and so its connections, for each endpoint."""
    sessions: weakref.WeakKeyDictionary[EndpointConfig, _LastingSession] = weakref.WeakKeyDictionary()
    open_session = EndpointConfig.session

    def session(self: EndpointConfig) -> _LastingSession:
        kept = sessions.get(self)
        if kept is None or kept.session.closed:
            kept = sessions[self] = _LastingSession(open_session(self))
        return kept

    # Endpoints compare by value, which makes them unhashable; each object is its own key here.
    EndpointConfig.__hash__ = object.__hash__
    EndpointConfig.session = session


def install_short_calls() -> None:
    """Send an action the tracker's state with the events since the latest message, not all of them.

    Slots, the latest message and the active loop are in the state; rasa-sdk's form validation
    reads the slot events of the present turn, which stay.
    """

    def action_call_format(
        self: RemoteAction, tracker: DialogueStateTracker, domain: Domain
    ) -> dict[str, Any]:
        state = tracker.current_state(EventVerbosity.NONE)
        state["events"] = [event.as_dict() for event in events_of_turn(tracker)]
        call = {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": state,
            "version": rasa.__version__,
        }
        selective = self._is_selective_domain_enabled()
        if not selective or domain.does_custom_action_explicitly_need_domain(self.name()):
            call["domain"] = domain.as_dict()
        return call

    RemoteAction._action_call_format = action_call_format  # noqa: SLF001


def events_of_turn(tracker: DialogueStateTracker) -> list[Event]:
    """What has happened since the latest message, without the message itself."""
    events: list[Event] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        events.append(event)
    return events[::-1]

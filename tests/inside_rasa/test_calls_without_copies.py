"""An action of the action server is told what Rasa tells it of a copied tracker."""

from __future__ import annotations

import inspect
import json
import re
from typing import Any

import pytest
from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    FollowupAction,
    LoopInterrupted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.rasa.bookkeeping import install_no_copies_for_calls

LISTEN, ANSWER = "action_listen", "action_answer_question"
ASKED = UserUttered("how long?", {"name": "ask_session", "confidence": 0.9}, metadata={"language": "en"})
OPENING: list[Event] = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted(LISTEN)]
ANSWERED: list[Event] = [
    ActionExecuted(ANSWER),
    BotUttered("An hour."),
    SlotSet("topic", "session/length"),
    FollowupAction(LISTEN),
    ActionExecuted(LISTEN),
]
CONVERSATIONS: list[list[Event]] = [
    [],
    OPENING,
    [*OPENING, ASKED],
    [*OPENING, ASKED, *ANSWERED, ASKED, SlotSet("language", "nl")],
    [*OPENING, ASKED, *ANSWERED, *OPENING, ASKED],
    [*OPENING, ASKED, ActionExecuted("appointment_form"), ActiveLoop("appointment_form"), ASKED],
]


class Endpoint:
    """Notes the calls, and answers or fails as a test says."""

    kwargs: dict[str, Any] = {"enable_selective_domain": True}  # noqa: RUF012
    url = "http://127.0.0.1:5055/webhook"

    def __init__(self, error: Exception | None = None) -> None:
        self.calls: list[dict[str, Any]] = []
        self._error = error

    async def request(self, *, json: dict[str, Any], **_: Any) -> dict[str, Any]:
        self.calls.append(json)
        if self._error is not None:
            raise self._error
        return {"events": [{"event": "slot", "name": "topic", "value": "needles"}], "responses": []}


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MessageProcessor, "_run_action", MessageProcessor._run_action)


async def run(
    processor: MessageProcessor, action: Action, events: list[Event], of_policy: list[Event]
) -> DialogueStateTracker:
    """The tracker once an action was run on it."""
    tracker = DialogueStateTracker.from_events("c-1", events, processor.domain.slots, domain=processor.domain)
    prediction = PolicyPrediction.for_action_name(processor.domain, ANSWER, "RulePolicy")
    prediction.events = of_policy
    await processor._run_action(action, tracker, CollectingOutputChannel(), None, prediction)
    return tracker


def told(endpoint: Endpoint, *, times: bool) -> Any:
    """The calls, with or without the times at which things happened."""
    content = json.dumps(endpoint.calls)
    return json.loads(
        content if times else re.sub(r'(timestamp|latest_event_time)": [\d.]+', r'\1": 0', content)
    )


def described(tracker: DialogueStateTracker) -> Any:
    """A tracker without the times at which things happened."""
    return [
        re.sub(r"timestamp: [^,)]*", "", str(event)) for event in tracker.events
    ], tracker.current_slot_values()


def test_this_version_of_rasa_still_has_what_is_corrected():
    source = inspect.getsource(MessageProcessor._run_action)

    assert source.count("tracker.copy()") == 1
    assert "temporary_tracker.update_with_events(prediction.events" in source
    parameters = list(inspect.signature(MessageProcessor._run_action).parameters)
    assert parameters == ["self", "action", "tracker", "output_channel", "nlg", "prediction"]


@pytest.mark.parametrize("of_policy", [[], [LoopInterrupted(True)]])
@pytest.mark.parametrize("events", CONVERSATIONS)
async def test_the_call_and_what_comes_of_it_are_the_same(processor, events, of_policy):
    own, ours = Endpoint(), Endpoint()
    before = await run(processor, RemoteAction(ANSWER, own), events, of_policy)
    install_no_copies_for_calls()
    after = await run(processor, RemoteAction(ANSWER, ours), events, of_policy)

    # Rasa gives a policy's events the time at which they are applied.
    assert told(ours, times=not of_policy) == told(own, times=not of_policy)
    assert described(after) == described(before)
    assert "copy" not in vars(after)


@pytest.mark.parametrize("error", [ValueError("no"), ActionExecutionRejection(ANSWER)])
async def test_an_action_that_fails_leaves_the_tracker_as_it_does_in_rasa_alone(processor, error):
    before = await run(processor, RemoteAction(ANSWER, Endpoint(error)), CONVERSATIONS[3], [])
    install_no_copies_for_calls()
    after = await run(processor, RemoteAction(ANSWER, Endpoint(error)), CONVERSATIONS[3], [])

    assert described(after) == described(before)
    assert "copy" not in vars(after)


class Given(Action):
    """An action of Rasa's own kind, which may change the tracker that it is given."""

    def name(self) -> str:
        return ANSWER

    async def run(self, _: Any, __: Any, tracker: DialogueStateTracker, ___: Any) -> list[Event]:
        self.tracker = tracker
        return []


async def test_other_actions_get_a_copy_as_ever(processor):
    install_no_copies_for_calls()
    action = Given()
    tracker = await run(processor, action, CONVERSATIONS[3], [])

    assert action.tracker is not tracker

"""An action that fails makes its turn fail; all others run as Rasa runs them."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.rasa.failed_actions import install_failed_actions


class Doing(Action):
    """An action that gives these events, or raises this error."""

    def __init__(self, outcome: list[Event] | Exception) -> None:
        self._outcome = outcome

    def name(self) -> str:
        return "action_answer_question"

    async def run(self, *_: Any, **__: Any) -> list[Event]:
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MessageProcessor, "_run_action", MessageProcessor._run_action)
    install_failed_actions()


@pytest.fixture
def tracker(domain: Domain) -> DialogueStateTracker:
    return DialogueStateTracker("c-1", domain.slots)


async def run(processor: MessageProcessor, tracker: DialogueStateTracker, action: Action) -> bool:
    prediction = PolicyPrediction.for_action_name(processor.domain, action.name(), "RulePolicy")
    return await processor._run_action(action, tracker, CollectingOutputChannel(), None, prediction)


async def test_what_an_action_raises_ends_the_turn(processor, tracker):
    with pytest.raises(ConnectionError, match="gone"):
        await run(processor, tracker, Doing(ConnectionError("gone")))


async def test_a_rejection_is_noted_and_the_turn_goes_on(processor, tracker):
    rejection = ActionExecutionRejection("action_answer_question", "not now")

    assert await run(processor, tracker, Doing(rejection))
    assert isinstance(tracker.events[-1], ActionExecutionRejected)


async def test_an_action_that_works_leaves_its_events(processor, tracker):
    assert await run(processor, tracker, Doing([SlotSet("topic", "session/length")]))

    assert [type(event) for event in tracker.events][:2] == [ActionExecuted, SlotSet]
    assert tracker.get_slot("topic") == "session/length"


async def test_an_action_that_failed_may_work_the_next_time(processor, tracker):
    action = Doing(ConnectionError("gone"))
    with pytest.raises(ConnectionError):
        await run(processor, tracker, action)
    action._outcome = []

    assert await run(processor, tracker, action)

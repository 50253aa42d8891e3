"""What is worked out once predicts what Rasa itself predicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.graph_components.providers.training_tracker_provider import TrainingTrackerProvider
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers.importer import TrainingDataImporter

from bot.engine.rasa.prediction import install_emptiness_once, install_one_scan_of_rules, names_sentences

Learn = Callable[[TrainingDataImporter], RulePolicy]

_SENTENCE_RULE = """
version: "3.1"
intents: [greet]
actions: [action_answer_question]
rules:
  - rule: a whole sentence
    steps: [{user: "open sesame"}, {action: action_answer_question}]
  - rule: an intent
    steps: [{intent: greet}, {action: action_listen}]
"""


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Puts Rasa's own methods back."""
    find, is_empty = RulePolicy._find_action_from_rules, Domain.is_empty
    yield
    RulePolicy._find_action_from_rules, Domain.is_empty = find, is_empty


@pytest.fixture
def learn(tmp_path: Path) -> Learn:
    """Trains a policy on the rules of an importer."""

    def learnt(importer: TrainingDataImporter) -> RulePolicy:
        storage = LocalModelStorage(tmp_path)
        context = ExecutionContext(GraphSchema({}))
        config = {**RulePolicy.get_default_config(), "core_fallback_action_name": "action_answer_question"}
        policy = RulePolicy(config, storage, Resource("rules"), context)
        provider = TrainingTrackerProvider(TrainingTrackerProvider.get_default_config())
        policy.train(provider.provide(importer.get_stories(), importer.get_domain()), importer.get_domain())
        return policy

    return learnt


def said(intent: str, text: str = "something") -> UserUttered:
    return UserUttered(text, {"name": intent, "confidence": 1.0})


def after(*events: Event) -> list[Event]:
    return [ActionExecuted("action_session_start"), ActionExecuted("action_listen"), *events]


def outcomes(policy: RulePolicy, domain: Domain, conversations: list[list[Event]]) -> list[object]:
    trackers = [DialogueStateTracker.from_events("c", events, domain.slots) for events in conversations]
    predictions = [policy.predict_action_probabilities(tracker, domain) for tracker in trackers]
    return [(p.probabilities, p.is_end_to_end_prediction, p.events, p.hide_rule_turn) for p in predictions]


def conversations_about(domain: Domain) -> list[list[Event]]:
    """Each intent first, after an answer, and after the question whether to delete data; and what follows."""
    answered = [said("greet"), ActionExecuted("utter_greet"), ActionExecuted("action_listen")]
    asked = [
        said("delete_my_data"),
        ActionExecuted("action_ask_delete"),
        SlotSet("awaiting", "deletion"),
        ActionExecuted("action_listen"),
    ]
    begun = [(before, said(intent)) for before in ([], answered, asked) for intent in domain.intents]
    return [
        *(after(*before, message) for before, message in begun),
        *(after(*before, message, ActionExecuted("action_answer_question")) for before, message in begun),
    ]


def test_the_projects_rules_predict_the_same(
    learn: Learn, project: TrainingDataImporter, domain: Domain
) -> None:
    policy = learn(project)
    conversations = conversations_about(domain)
    expected = outcomes(policy, domain, conversations)

    install_one_scan_of_rules()

    assert not names_sentences(policy)
    assert outcomes(policy, domain, conversations) == expected
    assert len({tuple(probabilities) for probabilities, *_ in expected}) > 5


def test_a_rule_that_names_a_sentence_still_holds(learn: Learn, tmp_path: Path) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(_SENTENCE_RULE)
    importer = TrainingDataImporter.load_from_dict({}, domain_path=str(file), training_data_paths=[str(file)])
    policy, domain = learn(importer), importer.get_domain()
    conversations = [after(said("greet", "open sesame")), after(said("greet", "hello"))]
    expected = outcomes(policy, domain, conversations)

    install_one_scan_of_rules()

    assert names_sentences(policy)
    assert outcomes(policy, domain, conversations) == expected
    assert expected[0][1]


def test_a_domain_is_compared_with_an_empty_one_once(domain: Domain, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Domain] = []
    empty = Domain.empty

    def counted() -> Domain:
        built.append(empty())
        return built[-1]

    install_emptiness_once()
    monkeypatch.setattr(Domain, "empty", counted)
    fresh = Domain.from_dict(domain.as_dict())

    assert [fresh.is_empty(), fresh.is_empty(), fresh.is_empty()] == [False, False, False]
    assert len(built) == 1
    assert Domain.from_dict({}).is_empty()

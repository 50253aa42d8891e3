from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.nlu.constants import INTENT, TEXT

from bot.nlu.importer import KnowledgeImporter, intent_of
from bot.settings import PROJECT
from knowledge.language import Language

ANSWERS = PROJECT / "knowledge" / "answers"
FAMILIES = sorted(folder.name for folder in ANSWERS.iterdir() if folder.is_dir())


@pytest.fixture(scope="module")
def importer() -> KnowledgeImporter:
    return KnowledgeImporter()


@pytest.fixture(scope="module")
def imported(importer) -> set[tuple[str, str]]:
    """Every imported text with its intent."""
    examples = importer.get_nlu_data().training_examples
    return {(example.get(TEXT), example.get(INTENT)) for example in examples}


@pytest.fixture(scope="module")
def written() -> dict[str, set[tuple[str, str]]]:
    """By language: every question in the topic files with its family's intent."""
    found: dict[str, set[tuple[str, str]]] = {language: set() for language in Language}
    for path in ANSWERS.glob("*/*.yml"):
        topic = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        for language in Language:
            found[language].update(questions(path, topic[language]))
    return found


def questions(path: Path, localized: dict) -> list[tuple[str, str]]:
    texts = [localized["ask"], *(text for manner in localized["questions"].values() for text in manner)]
    return [(text.strip(), f"ask_{path.parent.name}".replace("-", "_")) for text in texts]


@pytest.mark.parametrize("language", Language)
def test_every_question_is_there_with_the_intent_of_its_family(imported, written, language):
    assert len(written[language]) > 1000
    assert written[language] <= imported


def test_nothing_else_is_there(imported, written):
    assert imported == set().union(*written.values())


def test_an_intent_is_named_after_the_family_as_rasa_names_intents():
    assert intent_of("session/length") == "ask_session"
    assert intent_of("back-pain/at-night") == "ask_back_pain"


def test_the_domain_has_an_intent_for_each_family_and_the_action_that_answers(importer):
    domain = importer.get_domain()

    intents = {intent_of(f"{family}/any") for family in FAMILIES}
    assert intents <= set(domain.intents)
    assert domain.user_actions == ["action_answer_question"]
    assert all(domain.intent_properties[intent]["used_entities"] == [] for intent in intents)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_rule_answers_each_familys_questions(importer, family):
    intent = intent_of(f"{family}/any")

    (rule,) = [step for step in importer.get_stories().story_steps if intent in step.block_name.split()]

    uttered = [event.intent_name for event in rule.events if isinstance(event, UserUttered)]
    actions = [event.action_name for event in rule.events if isinstance(event, ActionExecuted)]
    assert uttered == [intent]
    assert "action_answer_question" in actions


def test_rasas_own_importer_is_joined_by_it(project, domain):
    assert {intent_of(f"{family}/any") for family in FAMILIES} <= set(domain.intents)
    assert {"greet", "book_appointment", "out_of_scope"} <= set(domain.intents)
    rules = {step.block_name for step in project.get_stories().story_steps}
    assert {"answer ask_session", "greet", "out of scope"} <= rules


def test_every_intent_that_can_be_understood_is_answered_by_a_rule(project, domain):
    answered = {
        event.intent_name
        for step in project.get_stories().story_steps
        for event in step.events
        if isinstance(event, UserUttered)
    }
    rasas_own = {"back", "restart", "session_start"}

    assert set(domain.intents) - answered == rasas_own

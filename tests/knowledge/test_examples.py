"""The labelled sentences that ranking is learnt from."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalogue import load_catalogue
from knowledge.examples import Example, all_examples, intent_examples, question_examples
from knowledge.language import Language
from knowledge.source_file import SourceError
from tests.conftest import SmallClinic


def test_every_question_is_an_example_of_its_topic(clinic: SmallClinic) -> None:
    topic = load_catalogue(clinic.knowledge).topics["session/length"]
    examples = list(question_examples(topic))

    assert {example.label for example in examples} == {"session/length"}
    assert Example("Hoelang duurt een sessie?", "session/length", Language.NL) in examples
    assert Example("要幾耐", "session/length", Language.ZH_HANT) in examples
    assert len(examples) == sum(len(list(one.all_questions())) for one in topic.languages.values())


def test_intents_are_read_from_the_folder_of_their_language(clinic: SmallClinic) -> None:
    examples = list(intent_examples(clinic.nlu))

    assert Example("a human please", "request_person", Language.EN) in examples
    assert Example("轉真人吖", "request_person", Language.ZH_HANT) in examples
    assert {example.language for example in examples} == set(Language)


def test_what_means_nothing_by_itself_is_left_out(clinic: SmallClinic) -> None:
    labels = {example.label for example in intent_examples(clinic.nlu)}
    assert labels == {"greet", "out_of_scope", "request_person"}


def test_topics_and_intents_come_together(clinic: SmallClinic) -> None:
    labels = {example.label for example in all_examples(load_catalogue(clinic.knowledge), clinic.nlu)}
    assert labels >= {"session/length", "clinic/contact", "out_of_scope", "greet"}


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("version: '3.1'\n", 1, "the key 'nlu' is missing"),
        ("nlu:\n  intent: greet\n", 2, "expected a list"),
        ("nlu:\n  - intent: greet\n", 2, "the key 'examples' is missing"),
        ("nlu:\n  - intent: greet\n    examples: [hello]\n", 3, "expected a text"),
        ("nlu:\n  - intent:\n    examples: |\n      - hello\n", 2, "found nothing"),
    ],
)
def test_broken_data_is_refused(content: str, line: int, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "en" / "smalltalk.yml"
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")

    with pytest.raises(SourceError) as caught:
        list(intent_examples(tmp_path))
    assert reason in caught.value.reason
    assert (caught.value.path, caught.value.line) == (path, line)


def test_only_the_folders_of_the_languages_hold_examples(tmp_path: Path) -> None:
    for folder in ("en", "fr", "entities"):
        (tmp_path / folder).mkdir()
        content = f"nlu:\n  - intent: greet\n    examples: |\n      - {folder}\n"
        (tmp_path / folder / "smalltalk.yml").write_text(content, encoding="utf-8")

    assert list(intent_examples(tmp_path)) == [Example("en", "greet", Language.EN)]

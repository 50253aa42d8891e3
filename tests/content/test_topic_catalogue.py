"""The topics of the contract's catalogue are all there, in all four languages, with what each needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.language import Language
from knowledge.topic import MANNERS, Basis
from knowledge.topic_file import LABEL_LENGTH

_TOPICS = Path(__file__).with_name("topics.txt").read_text(encoding="utf-8").split()
_DOCUMENTS = {
    "backpain-eindhoven",
    "lower-back-tcm",
    "healthwise-acupuncture",
    "back-health-qigong",
    "wellness-faq",
}


def test_no_topic_of_the_contract_is_missing(catalogue: Catalogue) -> None:
    assert len(_TOPICS) == len(set(_TOPICS)) == 48
    assert set(_TOPICS) - set(catalogue.topics) == set()


def test_the_five_documents_are_there(catalogue: Catalogue) -> None:
    assert set(catalogue.documents) >= _DOCUMENTS


@pytest.mark.parametrize("language", Language)
def test_every_document_has_several_passages(language: Language, catalogue: Catalogue) -> None:
    short = {
        name: len(document.passages[language])
        for name, document in catalogue.documents.items()
        if len(document.passages[language]) < 6
    }
    assert short == {}


def test_only_what_the_clinic_says_of_itself_has_no_document(catalogue: Catalogue) -> None:
    unsourced = {topic.id: topic.basis for topic in catalogue.topics.values() if not topic.sources}
    assert set(unsourced) == {"clinic/opening-hours", "clinic/prices-insurance"}
    assert set(unsourced.values()) == {Basis.CLINIC}


@pytest.mark.parametrize("language", Language)
def test_there_are_enough_questions(language: Language, catalogue: Catalogue) -> None:
    fewest = 45 if language is Language.NL else 30
    counts = {
        topic.id: len(set(topic.languages[language].all_questions())) for topic in catalogue.topics.values()
    }
    assert {topic: count for topic, count in counts.items() if count < fewest} == {}


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("language", Language)
def test_every_manner_of_asking_is_there(language: Language, manner: str, catalogue: Catalogue) -> None:
    without = [
        topic.id for topic in catalogue.topics.values() if not topic.languages[language].questions.get(manner)
    ]
    assert without == []


@pytest.mark.parametrize("language", Language)
def test_labels_fit_a_button_and_are_told_apart(language: Language, catalogue: Catalogue) -> None:
    labels = [topic.languages[language].label for topic in catalogue.topics.values()]
    assert [label for label in labels if len(label) > LABEL_LENGTH] == []
    assert LABEL_LENGTH == 20
    assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize("language", Language)
def test_titles_and_quick_replies_are_told_apart(language: Language, catalogue: Catalogue) -> None:
    localized = [topic.languages[language] for topic in catalogue.topics.values()]
    for texts in ([one.title for one in localized], [one.ask for one in localized]):
        assert sorted(texts) == sorted(set(texts))

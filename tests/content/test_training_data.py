"""What is learnt from: no held-out question, no sentence under two topics, enough that is out of scope."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bot.evaluation.questions import read_questions
from knowledge.catalogue import Catalogue
from knowledge.examples import OUT_OF_SCOPE, Example
from knowledge.language import Language
from tests.content.conftest import bare

_EVALUATION = Path(__file__).resolve().parents[1] / "evaluation"
_SETS = [".", "visitors", "chat", "chat-2"]


def test_case_punctuation_and_spaces_tell_no_sentences_apart() -> None:
    assert bare("Is it  SAFE?") == bare("is it safe") == bare("Ｉs it-safe！")
    assert bare("要幾耐？") == bare(" 要 幾耐")
    assert bare("👍") != bare("👎")


@pytest.mark.parametrize("folder", _SETS)
@pytest.mark.parametrize("language", Language)
def test_no_held_out_question_is_learnt(
    folder: str, language: Language, catalogue: Catalogue, examples: list[Example]
) -> None:
    """The failure names topics and numbers only, so that nobody copies a question from it."""
    learnt = {bare(example.text) for example in examples}
    questions = read_questions(_EVALUATION / folder, set(catalogue.topics))[language]
    assert Counter(question.topic for question in questions if bare(question.text) in learnt) == {}


@pytest.mark.parametrize("language", Language)
def test_no_sentence_stands_under_two_topics(language: Language, examples: list[Example]) -> None:
    topics = defaultdict[str, set[str]](set)
    for example in examples:
        if example.language is language and "/" in example.label:
            topics[bare(example.text)].add(example.label)
    assert {text: labels for text, labels in topics.items() if len(labels) > 1} == {}


@pytest.mark.parametrize("language", Language)
def test_no_sentence_stands_under_a_topic_and_out_of_scope(
    language: Language, examples: list[Example]
) -> None:
    topics = {bare(one.text) for one in examples if one.language is language and "/" in one.label}
    outside = {bare(one.text) for one in examples if one.language is language and one.label == OUT_OF_SCOPE}
    assert topics & outside == set()


@pytest.mark.parametrize("language", Language)
def test_at_least_60_messages_are_out_of_scope(language: Language, examples: list[Example]) -> None:
    outside = {bare(one.text) for one in examples if one.language is language and one.label == OUT_OF_SCOPE}
    assert len(outside) >= 60


@pytest.mark.parametrize("language", Language)
def test_out_of_scope_holds_near_misses_in_the_domains_own_words(
    language: Language, examples: list[Example]
) -> None:
    words = {
        Language.EN: ("acupunct", "back"),
        Language.NL: ("acupunct", "rug"),
        Language.ZH_HANT: ("針", "背", "腰"),
        Language.ZH_HANS: ("针", "背", "腰"),
    }[language]
    outside = [one.text for one in examples if one.language is language and one.label == OUT_OF_SCOPE]
    assert sum(any(word in text.lower() for word in words) for text in outside) >= 15


@pytest.mark.parametrize("language", Language)
def test_every_intent_has_examples_in_the_language(language: Language, examples: list[Example]) -> None:
    everywhere = {example.label for example in examples}
    assert everywhere == {example.label for example in examples if example.language is language}


def test_half_of_the_colloquial_questions_of_hong_kong_are_cantonese(catalogue: Catalogue) -> None:
    cantonese = set("嘅咗喺佢哋冇啲嚟唔乜咩嘢㗎咁嗰俾畀攞搵諗瞓攰嗌")
    questions = [
        question
        for topic in catalogue.topics.values()
        for question in topic.languages[Language.ZH_HANT].questions["colloquial"]
    ]
    assert sum(not cantonese.isdisjoint(question) for question in questions) >= len(questions) / 2

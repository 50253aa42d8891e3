from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from bot import check as checking
from bot.check import FEWEST_QUESTIONS, check, length_problem, topic_problems
from knowledge.catalogue import Catalogue, load_catalogue
from knowledge.language import Language
from knowledge.topic import MANNERS, Topic
from knowledge.topic_file import KNOWLEDGE

TOPIC = "session/length"
PLENTY = {manner: tuple(f"{manner} {number}" for number in range(10)) for manner in MANNERS}


@pytest.fixture
def topic(catalogue: Catalogue) -> Topic:
    """A topic in which nothing is thin: 80 questions of all manners, an answer of middle length."""
    whole = catalogue.topics[TOPIC]
    for language in Language:
        answer = "針" * 150 if language.is_chinese else "word " * 90
        whole = changed(whole, language, questions=PLENTY, answer=answer)
    return whole


def changed(topic: Topic, language: Language, **fields: object) -> Topic:
    localized = replace(topic.languages[language], **fields)
    return replace(topic, languages={**topic.languages, language: localized})


def problems(catalogue: Catalogue, topic: Topic) -> list[str]:
    with_topic = replace(catalogue, topics={**catalogue.topics, topic.id: topic})
    return list(topic_problems(with_topic, topic))


def test_everything_in_the_repository_can_be_used():
    assert check() == []


def test_a_whole_topic_has_nothing_to_mend(catalogue, topic):
    assert problems(catalogue, topic) == []


@pytest.mark.parametrize("language", Language)
def test_too_few_questions_are_counted_against_the_languages_own_bound(catalogue, topic, language):
    fewest = FEWEST_QUESTIONS[language]
    others = tuple(f"question {number}" for number in range(fewest - len(MANNERS)))
    enough = {**dict.fromkeys(MANNERS, ("one",)), "plain": ("one", *others)}
    too_few = {**enough, "plain": ("one", *others[1:])}

    assert problems(catalogue, changed(topic, language, questions=enough)) == []
    (problem,) = problems(catalogue, changed(topic, language, questions=too_few))
    assert problem.startswith(f"{TOPIC} [{language}]: {fewest - 1} questions")


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("language", Language)
def test_a_missing_manner_is_named(catalogue, topic, language, manner):
    rest = {name: questions for name, questions in PLENTY.items() if name != manner}

    (problem,) = problems(catalogue, changed(topic, language, questions=rest))

    assert problem == f"{TOPIC} [{language}]: no questions of the manner {manner}"


@pytest.mark.parametrize("language", Language)
def test_an_answer_out_of_bounds_is_named_with_its_length(catalogue, topic, language):
    long = "針" * 500 if language.is_chinese else "word " * 500

    (problem,) = problems(catalogue, changed(topic, language, answer=long))

    assert problem.startswith(f"{TOPIC} [{language}]: the answer has 500")


@pytest.mark.parametrize("language", Language)
def test_the_length_counts_what_people_read_with_the_clinics_facts_filled_in(catalogue, topic, language):
    answer = "{hours} " * (31 if language.is_chinese else 130)

    assert length_problem(answer, language) is None
    assert problems(catalogue, changed(topic, language, answer=answer))


@pytest.mark.parametrize("language", [language for language in Language if not language.is_chinese])
def test_an_answer_has_60_to_130_words(language):
    fits = {count: length_problem("word " * count, language) is None for count in (59, 60, 130, 131)}

    assert fits == {59: False, 60: True, 130: True, 131: False}


@pytest.mark.parametrize("language", [language for language in Language if language.is_chinese])
def test_a_chinese_answer_is_counted_in_characters_without_spaces(language):
    fits = {
        count: length_problem("針 灸\n" * (count // 2), language) is None for count in (98, 100, 220, 242)
    }

    assert fits == {98: False, 100: True, 220: True, 242: False}


def test_a_broken_file_is_reported_with_file_and_line(monkeypatch, tmp_path):
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    broken = folder / "answers" / f"{TOPIC}.yml"
    broken.write_text(
        "basis: nonsense\n" + broken.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8"
    )
    monkeypatch.setattr(checking, "load_catalogue", lambda: load_catalogue(folder))

    (problem,) = check()

    assert "length.yml, line 1" in problem
    assert "nonsense" in problem

"""What answers say: neither too long nor too short, nothing left to fill in, no promise of a cure."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from knowledge.catalogue import Catalogue
from knowledge.language import Language

# What promises a cure or a result; "no guarantee" and hygiene that is guaranteed promise neither.
_PROMISES = {
    Language.EN: r"\bcure[sd]?\b|\bguaranteed?\b|\bmiracle|\b100 ?%|\bwill heal\b|\bpain-?free forever\b",
    Language.NL: r"\bgene(es|est|zen|ezen)\b|\bgegarandeerd\b|\bgaranderen\b|\bwonder(en|middel)?\b|\b100 ?%",
    Language.ZH_HANT: r"根治|治癒|治愈|痊癒|包醫|斷尾|斷根|神效|百分百|(?<!不能)(?<!不是)(?<!無法)保證",
    Language.ZH_HANS: r"根治|治愈|治好|痊愈|包治|断根|除根|神效|百分百|(?<!不能)保证(治|有效|见效|效果)",
}
_PROMISING = {
    Language.EN: "Acupuncture cures back pain, guaranteed.",
    Language.NL: "Acupunctuur zal u genezen.",
    Language.ZH_HANT: "針灸保證斷尾。",
    Language.ZH_HANS: "针灸可以根治。",
}


def answers(catalogue: Catalogue, language: Language) -> Iterator[tuple[str, str]]:
    return ((topic, catalogue.answer(topic, language)) for topic in catalogue.topics)


@pytest.mark.parametrize("language", [Language.EN, Language.NL])
def test_an_answer_has_60_to_130_words(language: Language, catalogue: Catalogue) -> None:
    lengths = {topic: len(answer.split()) for topic, answer in answers(catalogue, language)}
    assert {topic: words for topic, words in lengths.items() if not 60 <= words <= 130} == {}


@pytest.mark.parametrize("language", [Language.ZH_HANT, Language.ZH_HANS])
def test_a_chinese_answer_has_100_to_220_characters(language: Language, catalogue: Catalogue) -> None:
    lengths = {topic: len("".join(answer.split())) for topic, answer in answers(catalogue, language)}
    assert {topic: count for topic, count in lengths.items() if not 100 <= count <= 220} == {}


@pytest.mark.parametrize("language", Language)
def test_nothing_is_left_to_fill_in(language: Language, catalogue: Catalogue) -> None:
    assert [topic for topic, answer in answers(catalogue, language) if re.search(r"[{}]", answer)] == []


@pytest.mark.parametrize("language", Language)
def test_answers_are_plain_text(language: Language, catalogue: Catalogue) -> None:
    marked = re.compile(r"<\w|</|\*\*|^#|^- |\]\(|https?://|\t", re.MULTILINE)
    assert [topic for topic, answer in answers(catalogue, language) if marked.search(answer)] == []


@pytest.mark.parametrize("language", Language)
def test_no_answer_promises_a_cure(language: Language, catalogue: Catalogue) -> None:
    promise = re.compile(_PROMISES[language], re.IGNORECASE)
    assert promise.search(_PROMISING[language])
    found = {topic: promise.findall(answer) for topic, answer in answers(catalogue, language)}
    assert {topic: words for topic, words in found.items() if words} == {}


@pytest.mark.parametrize("language", Language)
def test_no_two_topics_have_the_same_answer(language: Language, catalogue: Catalogue) -> None:
    texts = [answer for _, answer in answers(catalogue, language)]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("language", Language)
def test_facts_of_the_clinic_stand_in_its_answers(language: Language, catalogue: Catalogue) -> None:
    clinic = catalogue.clinic
    for topic, facts in {
        "clinic/contact": (clinic.phone, clinic.whatsapp),
        "clinic/location": (clinic.address[language],),
        "clinic/opening-hours": (clinic.hours.texts[language],),
        "clinic/prices-insurance": (clinic.phone,),
        "safety/health-conditions": (clinic.phone,),
    }.items():
        answer = catalogue.answer(topic, language)
        assert [fact for fact in facts if fact not in answer] == [], topic


@pytest.mark.parametrize("language", Language)
def test_figures_are_those_of_the_documents(language: Language, catalogue: Catalogue) -> None:
    for topic, figures in {
        "session/length": ("30", "60"),
        "causes/prevalence": ("35", "55"),
        "acupuncture/case-study": ("28", "7", "2"),
        "clinic/about": ("2021",),
    }.items():
        answer = catalogue.answer(topic, language)
        assert [figure for figure in figures if not re.search(rf"(?<!\d){figure}(?!\d)", answer)] == [], topic

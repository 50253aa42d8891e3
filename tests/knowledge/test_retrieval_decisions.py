"""Retrieval answers when it is sure, asks which when it is torn, and else says that it found nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.language import Language
from knowledge.library import Library
from knowledge.retrieval import Answered, NotFound, Torn
from knowledge.retriever import Retriever, Thresholds

# Several topics, each asked in words that stand in no file.
_ASKED = {
    Language.EN: {
        "How many minutes should I count on for one session?": "session/length",
        "Will those needles hurt me?": "safety/pain-of-needles",
        "What can suction cups do for my stiff back?": "therapies/cupping",
        "Your telephone number, please": "clinic/contact",
        "How should I sleep with a sore back?": "prevention/sleeping",
    },
    Language.NL: {
        "Hoeveel minuten duurt zo'n sessie?": "session/length",
        "Doen die naalden mij pijn?": "safety/pain-of-needles",
        "Wat kan cupping doen voor mijn stijve rug?": "therapies/cupping",
        "Uw telefoonnummer graag": "clinic/contact",
        "Hoe moet ik slapen met een zere rug?": "prevention/sleeping",
    },
    Language.ZH_HANT: {
        "一次治療要幾多分鐘？": "session/length",
        "啲針會唔會整痛我？": "safety/pain-of-needles",
        "背部好硬，拔罐有冇用？": "therapies/cupping",
        "診所電話幾多號": "clinic/contact",
        "背痛應該點瞓？": "prevention/sleeping",
    },
    Language.ZH_HANS: {
        "一次治疗要多少分钟？": "session/length",
        "那些针会弄疼我吗？": "safety/pain-of-needles",
        "背很僵硬，拔罐有用吗？": "therapies/cupping",
        "诊所电话是多少号": "clinic/contact",
        "背疼应该怎么睡？": "prevention/sleeping",
    },
}
_TWO = {
    Language.EN: "How long does a session take and do the needles hurt?",
    Language.NL: "Hoelang duurt een sessie? En doen de naalden pijn?",
    Language.ZH_HANT: "做一次要幾耐？下針痛唔痛？",
    Language.ZH_HANS: "做一次要多久？扎针疼不疼？",
}
_OTHER = {
    Language.EN: "who scored in the football match",
    Language.NL: "wie scoorde er in de voetbalwedstrijd",
    Language.ZH_HANT: "邊個喺場波入咗球",
    Language.ZH_HANS: "球赛里谁进球了",
}
_LEANING = {
    Language.EN: "tell me more about that",
    Language.NL: "vertel me daar meer over",
    Language.ZH_HANT: "講多啲俾我知",
    Language.ZH_HANS: "再多说一点",
}
_MUGWORT = {
    Language.EN: "mugwort burnt close to the skin",
    Language.NL: "bijvoet verbrand vlak bij de huid",
    Language.ZH_HANT: "艾葉在皮膚附近燃燒",
    Language.ZH_HANS: "艾叶在皮肤附近燃烧",
}
_NEVER_SURE = Thresholds(answer=1.1)


@pytest.fixture(scope="module")
def retriever(library: Library) -> Retriever:
    return library.retriever


def with_thresholds(library: Library, thresholds: Thresholds) -> Retriever:
    return Retriever(library.retriever.index, library.retriever._encoder, thresholds)


@pytest.mark.parametrize("language", Language)
def test_a_sure_question_is_answered(language: Language, retriever: Retriever) -> None:
    for text, topic in _ASKED[language].items():
        found = retriever.retrieve(text, language)
        assert isinstance(found, Answered), text
        (candidate,) = found.topics
        assert candidate.topic == topic
        assert 0.6 <= candidate.probability <= 1


@pytest.mark.parametrize("language", Language)
def test_two_questions_get_two_answers_in_their_order(language: Language, retriever: Retriever) -> None:
    found = retriever.retrieve(_TWO[language], language)

    assert isinstance(found, Answered)
    assert [candidate.topic for candidate in found.topics] == ["session/length", "safety/pain-of-needles"]


def test_the_order_of_two_answers_is_that_of_the_questions(retriever: Retriever) -> None:
    found = retriever.retrieve("Do the needles hurt? How long does a session take?", Language.EN)

    assert isinstance(found, Answered)
    assert [candidate.topic for candidate in found.topics] == ["safety/pain-of-needles", "session/length"]


def test_two_questions_about_one_topic_get_one_answer(retriever: Retriever) -> None:
    found = retriever.retrieve("Is acupuncture painful? Do the needles hurt?", Language.EN)

    assert isinstance(found, Answered)
    assert [candidate.topic for candidate in found.topics] == ["safety/pain-of-needles"]


def test_parts_that_are_not_sure_are_not_answered_apart(library: Library) -> None:
    careful = with_thresholds(library, Thresholds(part=1.1))
    found = careful.retrieve(_TWO[Language.EN], Language.EN)

    assert isinstance(found, Answered)
    assert len(found.topics) == 1


@pytest.mark.parametrize("language", Language)
def test_what_no_topic_answers_is_not_found(language: Language, retriever: Retriever) -> None:
    found = retriever.retrieve(_OTHER[language], language)

    assert isinstance(found, NotFound)
    assert 0 <= found.probability < 0.6
    assert found.passage is None


@pytest.mark.parametrize("text", ["", " ", "?", "🪡" * 1_000, "\x00\x07", "\u202e", "/greet{}"])
def test_what_asks_nothing_is_not_answered(text: str, retriever: Retriever) -> None:
    assert not isinstance(retriever.retrieve(text, Language.EN), Answered)


@pytest.mark.parametrize("language", Language)
def test_torn_between_topics_it_offers_two_or_three(language: Language, library: Library) -> None:
    torn = with_thresholds(library, replace(_NEVER_SURE, torn=0.0, choice=0.0))
    for text, topic in _ASKED[language].items():
        found = torn.retrieve(text, language)
        assert isinstance(found, Torn)
        topics = [candidate.topic for candidate in found.candidates]
        assert topics[0] == topic
        assert len(set(topics)) == 3
        assert set(topics) <= set(library.retriever.index.catalogue.topics)
        probabilities = [candidate.probability for candidate in found.candidates]
        assert probabilities == sorted(probabilities, reverse=True)


def test_one_topic_alone_is_no_choice(library: Library) -> None:
    alone = with_thresholds(library, replace(_NEVER_SURE, torn=0.0, choice=0.5))
    found = alone.retrieve("Do the needles hurt?", Language.EN)

    assert isinstance(found, NotFound)
    assert found.probability > 0.9


def test_choices_that_are_all_improbable_are_not_offered(library: Library) -> None:
    doubtful = with_thresholds(library, Thresholds(choice=0.0, torn=0.9))
    assert isinstance(doubtful.retrieve(_OTHER[Language.EN], Language.EN), NotFound)


@pytest.mark.parametrize("language", Language)
def test_a_passage_is_shown_where_no_topic_fits(language: Language, library: Library) -> None:
    unsure = with_thresholds(library, replace(_NEVER_SURE, torn=9.0, passage=0.5))
    found = unsure.retrieve(_MUGWORT[language], language)

    assert isinstance(found, NotFound)
    assert found.passage is not None
    assert found.passage.language is language
    assert found.passage.heading in ("Moxibustion", "Moxibustie", "艾灸")


@pytest.mark.parametrize("language", Language)
def test_a_passage_about_something_else_is_not_shown(language: Language, library: Library) -> None:
    unsure = with_thresholds(library, replace(_NEVER_SURE, torn=9.0))
    found = unsure.retrieve(_OTHER[language], language)

    assert isinstance(found, NotFound)
    assert found.passage is None


@pytest.mark.parametrize("topic", ["prevention/sleeping", "clinic/contact"])
@pytest.mark.parametrize("language", Language)
def test_a_message_that_leans_on_the_last_answer_is_understood(
    language: Language, topic: str, retriever: Retriever
) -> None:
    alone = retriever.retrieve(_LEANING[language], language)
    told = retriever.retrieve(_LEANING[language], language, previous=topic, leaning=True)

    assert not isinstance(alone, Answered)
    assert isinstance(told, Answered)
    assert [candidate.topic for candidate in told.topics] == [topic]


@pytest.mark.parametrize("language", Language)
def test_a_sure_question_does_not_lean_on_the_last_answer(language: Language, retriever: Retriever) -> None:
    for text in _ASKED[language]:
        alone = retriever.retrieve(text, language)
        assert retriever.retrieve(text, language, previous="clinic/contact") == alone


@pytest.mark.parametrize("language", Language)
def test_a_topic_that_is_gone_is_no_context(language: Language, retriever: Retriever) -> None:
    alone = retriever.retrieve(_LEANING[language], language)
    assert retriever.retrieve(_LEANING[language], language, previous="gone/away") == alone


@pytest.mark.parametrize("language", Language)
def test_context_does_not_make_other_things_a_question(language: Language, retriever: Retriever) -> None:
    found = retriever.retrieve(_OTHER[language], language, previous="safety/pain-of-needles")
    assert not isinstance(found, Answered)


def test_a_new_index_is_asked_from_the_next_message_on(library: Library) -> None:
    retriever = with_thresholds(library, Thresholds())
    index = retriever.index
    retriever.index = replace(index, calibration=replace(index.calibration, bias=-100.0))

    assert isinstance(retriever.retrieve("Do the needles hurt?", Language.EN), NotFound)
    retriever.index = index
    assert isinstance(retriever.retrieve("Do the needles hurt?", Language.EN), Answered)

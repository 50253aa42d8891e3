"""Where nothing is surely right, the reply says so, asks which is meant, or shows a passage."""

from __future__ import annotations

import pytest

from actions.answer_question import AnswerQuestion
from knowledge.catalogue import Catalogue
from knowledge.language import Language
from knowledge.retriever import Retriever
from tests.actions.rasa_side import perform, tracker

_OTHER = {
    Language.EN: "who scored in the football match",
    Language.NL: "wie scoorde er in de voetbalwedstrijd",
    Language.ZH_HANT: "邊個喺場波入咗球",
    Language.ZH_HANS: "球赛里谁进球了",
}
_MUGWORT = {
    Language.EN: "mugwort burnt close to the skin",
    Language.NL: "bijvoet verbrand vlak bij de huid",
    Language.ZH_HANT: "艾葉在皮膚附近燃燒",
    Language.ZH_HANS: "艾叶在皮肤附近燃烧",
}
_HURT = {
    Language.EN: "Do the needles hurt?",
    Language.NL: "Doen de naalden pijn?",
    Language.ZH_HANT: "針灸會痛嗎？",
    Language.ZH_HANS: "针灸会疼吗？",
}


@pytest.mark.parametrize("language", Language)
async def test_what_no_topic_answers_gets_a_fallback(
    language: Language, retriever: Retriever, catalogue: Catalogue
) -> None:
    turn = await perform(AnswerQuestion(retriever), tracker(_OTHER[language], language))

    message = turn.message
    assert message["kind"] == "fallback"
    assert message["confidence"] < 0.6
    assert "topic" not in message
    assert len(message["suggestions"]) == 5
    assert turn.slots == {}


async def test_the_fallback_differs_by_language(retriever: Retriever) -> None:
    turns = [await perform(AnswerQuestion(retriever), tracker(_OTHER[one], one)) for one in Language]
    assert len({turn.message["text"] for turn in turns}) == 4
    assert len({str(turn.message["suggestions"]) for turn in turns}) == 4


@pytest.mark.parametrize("language", Language)
async def test_torn_between_topics_it_asks_which(
    language: Language, torn_retriever: Retriever, small_catalogue: Catalogue
) -> None:
    turn = await perform(AnswerQuestion(torn_retriever), tracker(_HURT[language], language))

    message = turn.message
    assert message["kind"] == "fallback"
    assert len(message["suggestions"]) == 3
    pain = small_catalogue.topics["safety/pain-of-needles"].languages[language]
    assert message["suggestions"][0] == {"title": pain.label, "text": pain.ask}
    assert turn.slots == {}


@pytest.mark.parametrize("language", Language)
async def test_a_passage_is_shown_with_its_document(
    language: Language, reading_retriever: Retriever, small_catalogue: Catalogue
) -> None:
    turn = await perform(AnswerQuestion(reading_retriever), tracker(_MUGWORT[language], language))

    message, guide = turn.message, small_catalogue.documents["guide"]
    assert message["kind"] == "fallback"
    assert message["text"].endswith(f"\n\n{guide.passages[language][1].text}")
    assert guide.titles[language] in message["text"]
    assert message["sources"] == [{"document": "guide", "title": guide.titles[language]}]
    assert message["suggestions"]


@pytest.mark.parametrize("text", ["", None, " ", "\x00", "🪡" * 1_000, "<b>"])
async def test_text_that_says_nothing_gets_a_fallback(text: str | None, retriever: Retriever) -> None:
    turn = await perform(AnswerQuestion(retriever), tracker(text))
    assert turn.message["kind"] == "fallback"

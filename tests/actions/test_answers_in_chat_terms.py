"""A question is answered in the chat API's terms: text, topic, sources, confidence, suggestions."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from actions.answer_question import AnswerQuestion
from knowledge.catalogue import Catalogue
from knowledge.language import Language
from knowledge.retriever import Retriever
from tests.actions.rasa_side import perform, tracker

_LENGTH = {
    Language.EN: ("How many minutes is one session?", "A session takes 30 to 60 minutes."),
    Language.NL: ("Hoeveel minuten duurt een sessie?", "Een sessie duurt 30 tot 60 minuten."),
    Language.ZH_HANT: ("一次治療要幾多分鐘？", "一次療程需時 30 至 60 分鐘。"),
    Language.ZH_HANS: ("一次治疗要多少分钟？", "一次治疗需要 30 到 60 分钟。"),
}
_TWO = {
    Language.EN: "How long does a session take and do the needles hurt?",
    Language.NL: "Hoelang duurt een sessie? En doen de naalden pijn?",
    Language.ZH_HANT: "做一次要幾耐？下針痛唔痛？",
    Language.ZH_HANS: "做一次要多久？扎针疼不疼？",
}
_LEANING = {
    Language.EN: "tell me more about that",
    Language.NL: "vertel me daar meer over",
    Language.ZH_HANT: "講多啲俾我知",
    Language.ZH_HANS: "再多说一点",
}


@pytest.mark.parametrize("language", Language)
async def test_an_answer_has_all_that_the_contract_names(
    language: Language, retriever: Retriever, small_catalogue: Catalogue
) -> None:
    question, answer = _LENGTH[language]
    turn = await perform(AnswerQuestion(retriever), tracker(question, language))

    message = turn.message
    assert message["kind"] == "answer"
    assert message["text"] == answer
    assert message["topic"] == "session/length"
    assert message["confidence"] >= 0.6
    assert message["sources"] == [
        {"document": source, "title": small_catalogue.documents[source].titles[language]}
        for source in ("guide", "faq")
    ]
    assert turn.slots == {"topic": "session/length"}
    assert turn.effects == {}


@pytest.mark.parametrize(("form", "next_action"), [(None, "action_listen"), ("appointment_form", None)])
async def test_after_an_answer_it_is_the_users_turn_unless_a_form_was_left(
    retriever: Retriever, form: str | None, next_action: str | None
) -> None:
    turn = await perform(AnswerQuestion(retriever), tracker("How long?", form=form))

    assert turn.followup == next_action


@pytest.mark.parametrize("language", Language)
async def test_suggestions_are_questions_about_other_topics_in_the_language(
    language: Language, retriever: Retriever, small_catalogue: Catalogue
) -> None:
    turn = await perform(AnswerQuestion(retriever), tracker(_LENGTH[language][0], language))

    labels = {topic.languages[language].label: topic for topic in small_catalogue.topics.values()}
    suggestions = turn.message["suggestions"]
    suggested = [labels[suggestion["title"]] for suggestion in suggestions]
    assert [topic.languages[language].ask for topic in suggested] == [one["text"] for one in suggestions]
    assert len({topic.id for topic in suggested} - {"session/length"}) == 2


@pytest.mark.parametrize("language", Language)
async def test_a_suggestion_is_answered_when_it_is_pressed(language: Language, retriever: Retriever) -> None:
    action = AnswerQuestion(retriever)
    turn = await perform(action, tracker(_LENGTH[language][0], language))
    for suggestion in turn.message["suggestions"]:
        pressed = await perform(action, tracker(suggestion["text"], language, turn.slots))
        assert pressed.message["kind"] == "answer"
        assert pressed.message["topic"] != "session/length"


@pytest.mark.parametrize("language", Language)
async def test_the_clinics_facts_have_no_document_as_their_source(
    language: Language, retriever: Retriever, small_catalogue: Catalogue
) -> None:
    ask = small_catalogue.topics["clinic/contact"].languages[language].ask
    turn = await perform(AnswerQuestion(retriever), tracker(ask, language))

    assert turn.message["sources"] == []
    assert "(852) 1234 5678" in turn.message["text"]
    assert "{" not in turn.message["text"]


@pytest.mark.parametrize("language", Language)
async def test_two_questions_get_two_answers(language: Language, retriever: Retriever) -> None:
    turn = await perform(AnswerQuestion(retriever), tracker(_TWO[language], language))

    assert [message["topic"] for message in turn.messages] == ["session/length", "safety/pain-of-needles"]
    assert turn.slots == {"topic": "safety/pain-of-needles"}


@pytest.mark.parametrize("language", Language)
async def test_a_message_that_leans_on_the_last_answer_is_understood(
    language: Language, retriever: Retriever
) -> None:
    state = tracker(_LEANING[language], language, {"topic": "prevention/sleeping"}, intent="follow_up")
    turn = await perform(AnswerQuestion(retriever), state)

    assert turn.message["topic"] == "prevention/sleeping"


@pytest.mark.parametrize("language", [None, "", "fr", "EN", 7])
async def test_without_a_language_of_ours_the_answer_is_english(
    language: str | None, retriever: Retriever
) -> None:
    state = tracker(_LENGTH[Language.NL][0], language)
    turn = await perform(AnswerQuestion(retriever), state)

    assert turn.message["text"] == _LENGTH[Language.EN][1]


async def test_what_a_user_wrote_is_not_logged(retriever: Retriever) -> None:
    with capture_logs() as logs:
        await perform(AnswerQuestion(retriever), tracker("How long does my secret session take?"))

    (entry,) = logs
    assert entry["event"] == "question.retrieved"
    assert entry["outcome"] == "Answered"
    assert "secret" not in str(logs)

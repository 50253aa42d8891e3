"""A turn is one WhatsApp message where it fits, in all four languages."""

from __future__ import annotations

from typing import Any

import pytest

from bot.gateway.notice import automated_assistant_notice, unsupported_language_notice
from bot.gateway.whatsapp.choices import LONGEST_BUTTON
from bot.gateway.whatsapp.length import length
from bot.gateway.whatsapp.recipient import Recipient
from bot.gateway.whatsapp.rendering import LONGEST_BODY, LONGEST_TEXT, fixed_texts, render, render_text
from bot.gateway.whatsapp.sender import Sender
from bot.safety.advice import read_advice
from bot.safety.red_flag import read_red_flags
from knowledge.catalogue import Catalogue
from knowledge.clinic import read_clinic
from knowledge.language import Language
from knowledge.topic_file import KNOWLEDGE

TO = Recipient(None, "85255500001")
COMMON = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": "85255500001"}
YES_NO = [{"title": "Yes", "text": "Yes"}, {"title": "No", "text": "No"}]
PARAGRAPH = "Acupuncture is safe in trained hands. " * 15


def rendered(*messages: dict[str, Any], language: Language = Language.EN) -> list[dict[str, Any]]:
    return render(messages, language=language, to=TO)


def test_a_text_is_one_text_message() -> None:
    assert rendered({"text": "Hello", "kind": "smalltalk"}) == [
        {**COMMON, "type": "text", "text": {"body": "Hello", "preview_url": False}}
    ]


def test_all_that_a_turn_says_is_one_message_with_the_sources_last_and_the_choices_under_it() -> None:
    notice = {"text": "I am automated.", "kind": "notice"}
    sources = [
        {"document": "faq", "title": "FAQ", "url": "https://clinic.example/faq"},
        {"document": "spine", "title": "The spine", "url": None},
        {"document": "bad", "title": "Notes", "url": "javascript:alert(1)"},
    ]
    answer = {"text": "It is safe.", "kind": "answer", "sources": sources, "suggestions": YES_NO}
    again = {"text": "Shall I book?", "kind": "booking", "sources": sources[:1], "suggestions": YES_NO}

    [payload] = rendered(notice, answer, again)

    assert payload["type"] == "interactive"
    assert payload["interactive"]["body"]["text"] == (
        "I am automated.\n\nIt is safe.\n\nShall I book?\n\n"
        "Source: FAQ https://clinic.example/faq; The spine; Notes"
    )
    assert [button["reply"]["id"] for button in payload["interactive"]["action"]["buttons"]] == ["Yes", "No"]


def test_the_recipient_is_the_phone_number_or_else_the_bsuid() -> None:
    known, hidden = (Recipient.of(Sender("HK.1", phone)) for phone in ("85255500001", None))

    assert render_text("Hi", known)[0] == {
        **COMMON,
        "type": "text",
        "text": {"body": "Hi", "preview_url": False},
    }
    [payload] = render_text("Hi", hidden)
    assert payload["recipient"] == "HK.1"
    assert "to" not in payload


def test_a_recipient_that_nobody_is_cannot_be() -> None:
    with pytest.raises(ValueError, match="BSUID or a phone number"):
        Recipient()


def test_a_text_too_long_for_one_message_becomes_several_in_order() -> None:
    text = "\n\n".join(f"{number}. {PARAGRAPH}" for number in range(20))

    payloads = rendered({"text": text, "kind": "answer"})

    bodies = [payload["text"]["body"] for payload in payloads]
    assert len(bodies) == -(-length(text) // LONGEST_TEXT)
    assert all(length(body) <= LONGEST_TEXT for body in bodies)
    assert "".join("".join(bodies).split()) == "".join(text.split())


def test_choices_stand_under_the_last_part_of_a_text_too_long_for_them() -> None:
    text = f"{PARAGRAPH}\n\n{PARAGRAPH}\n\nShall I book?"

    first, last = rendered({"text": text, "kind": "booking", "suggestions": YES_NO})

    assert first["text"]["body"] == PARAGRAPH.strip()
    assert last["interactive"]["body"]["text"] == f"{PARAGRAPH}\n\nShall I book?"
    assert length(last["interactive"]["body"]["text"]) <= LONGEST_BODY


@pytest.mark.parametrize("messages", [[], [{"text": " ", "kind": "notice", "suggestions": YES_NO}]])
def test_a_turn_that_says_nothing_sends_nothing(messages: list[dict[str, Any]]) -> None:
    assert rendered(*messages) == []


def test_the_four_languages_are_a_list_to_choose_from() -> None:
    [payload] = rendered(unsupported_language_notice(Language.EN))

    rows = payload["interactive"]["action"]["sections"][0]["rows"]
    assert [row["title"] for row in rows] == [language.own_name for language in Language]


@pytest.mark.parametrize("language", Language)
def test_every_language_has_the_fixed_words_and_they_fit(language: Language) -> None:
    texts = fixed_texts(language)

    assert texts.keys() == fixed_texts(Language.EN).keys()
    assert 0 < length(texts["choose"]) <= LONGEST_BUTTON
    assert all(texts.values())


@pytest.mark.parametrize("language", Language)
def test_every_topics_label_fits_a_button(catalogue: Catalogue, language: Language) -> None:
    too_long = {
        topic.id: label
        for topic in catalogue.topics.values()
        if length(label := topic.languages[language].label) > LONGEST_BUTTON
    }

    assert too_long == {}


@pytest.mark.parametrize("language", Language)
def test_every_answer_with_notice_sources_and_buttons_is_one_message(
    catalogue: Catalogue, language: Language
) -> None:
    notice = automated_assistant_notice(language)
    long = {}
    for topic in catalogue.topics.values():
        titles = [catalogue.documents[source].titles[language] for source in topic.sources]
        answer = {
            "text": catalogue.answer(topic.id, language),
            "kind": "answer",
            "sources": [{"title": title} for title in titles],
            "suggestions": YES_NO,
        }
        payloads = rendered(notice, answer, language=language)
        if len(payloads) > 1:
            long[topic.id] = len(payloads)

    assert long == {}


@pytest.mark.parametrize("language", Language)
def test_every_warning_is_one_message_with_its_button(language: Language) -> None:
    flags = read_red_flags()
    advice = read_advice(read_clinic(KNOWLEDGE / "clinic.yml"), flags)

    for flag in flags.values():
        [payload] = rendered(advice.warning(flag, language, "nl"), language=language)
        assert payload["interactive"]["type"] == "button"

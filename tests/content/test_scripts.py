"""Traditional Chinese holds no Simplified-only character, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hanzidentifier
import opencc
import pytest

from bot.content import read_content
from bot.settings import PROJECT
from knowledge.catalogue import Catalogue
from knowledge.language import Language
from knowledge.source_file import read_yaml
from tests.actions.rasa_side import responses

_FALLBACKS = Path(__file__).resolve().parents[2] / "actions" / "texts.yml"
_FOREIGN = {
    Language.ZH_HANT: hanzidentifier.SIMPLIFIED,
    Language.ZH_HANS: hanzidentifier.TRADITIONAL,
}
# Characters that writers of both scripts use, although the tables give them to one.
_SHARED = set(read_content(PROJECT / "bot/language/chinese.yml")["shared"])
_CHINESE = pytest.mark.parametrize("language", list(_FOREIGN))


def foreign(text: str, language: Language) -> str:
    """The characters of a text that belong to the other script alone."""
    return "".join(c for c in text if c not in _SHARED and hanzidentifier.identify(c) == _FOREIGN[language])


def topic_texts(catalogue: Catalogue, language: Language) -> Iterator[tuple[str, str]]:
    for topic in catalogue.topics.values():
        localized = topic.languages[language]
        for part in ("title", "label", "ask"):
            yield f"{topic.id} {part}", getattr(localized, part)
        yield f"{topic.id} answer", catalogue.answer(topic.id, language)


def document_texts(catalogue: Catalogue, language: Language) -> Iterator[tuple[str, str]]:
    for document in catalogue.documents.values():
        yield f"{document.id} title", document.titles[language]
        for passage in document.passages[language]:
            yield f"{document.id} {passage.heading}", passage.heading + passage.text


def clinic_texts(catalogue: Catalogue, language: Language) -> Iterator[tuple[str, str]]:
    clinic = catalogue.clinic
    yield "name", clinic.names[language]
    yield "address", clinic.address[language]
    yield "hours", clinic.hours.texts[language]
    for service in clinic.services.values():
        yield service.id, service.names[language]


def response_texts(language: Language) -> Iterator[tuple[str, str]]:
    for name, variations in responses().items():
        for one in variations:
            if [condition["value"] for condition in one.get("condition", [])] == [str(language)]:
                yield name, one["text"]
                # Languages stand on their buttons in their own script.
                if name != "utter_ask_language":
                    yield from (
                        (name, button["title"] + button["payload"]) for button in one.get("buttons", [])
                    )


def fallback_texts(language: Language) -> Iterator[tuple[str, str]]:
    for name, entry in read_yaml(_FALLBACKS).fields().items():
        yield name, entry.field("text").field(language).text()
        if "suggestions" in entry.fields():
            for item in entry.field("suggestions").field(language).items():
                yield name, "".join(item.text_by_key().values())


def test_the_check_finds_a_character_of_the_other_script() -> None:
    assert foreign("針灸的疗程", Language.ZH_HANT) == "疗"
    assert foreign("针灸的療程", Language.ZH_HANS) == "療"


@_CHINESE
def test_topics_are_written_in_one_script(language: Language, catalogue: Catalogue) -> None:
    found = {place: foreign(text, language) for place, text in topic_texts(catalogue, language)}
    assert {place: characters for place, characters in found.items() if characters} == {}


@_CHINESE
def test_documents_are_written_in_one_script(language: Language, catalogue: Catalogue) -> None:
    found = {place: foreign(text, language) for place, text in document_texts(catalogue, language)}
    assert {place: characters for place, characters in found.items() if characters} == {}


@_CHINESE
def test_the_profile_is_written_in_one_script(language: Language, catalogue: Catalogue) -> None:
    found = {place: foreign(text, language) for place, text in clinic_texts(catalogue, language)}
    assert {place: characters for place, characters in found.items() if characters} == {}


@_CHINESE
def test_replies_are_written_in_one_script(language: Language) -> None:
    texts = [*response_texts(language), *fallback_texts(language)]
    assert len(texts) > 20
    assert [(place, foreign(text, language)) for place, text in texts if foreign(text, language)] == []


@_CHINESE
def test_no_answer_is_a_conversion_of_the_other_scripts(language: Language, catalogue: Catalogue) -> None:
    """Hong Kong and the mainland differ in more than characters."""
    other = Language.ZH_HANS if language is Language.ZH_HANT else Language.ZH_HANT
    converter = opencc.OpenCC("s2hk" if language is Language.ZH_HANT else "t2s")
    same = [
        topic
        for topic in catalogue.topics
        if converter.convert(catalogue.answer(topic, other)) == catalogue.answer(topic, language)
    ]
    assert same == []

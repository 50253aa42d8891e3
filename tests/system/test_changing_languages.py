"""The language of a conversation: kept, changed on request, and refused where it is not spoken."""

from __future__ import annotations

import pytest

from knowledge.language import Language
from tests.system.chat import Conversation, Visitor, kinds, told, topics
from tests.system.sentences import SENTENCES

pytestmark = pytest.mark.system

PAIRS = [(before, after) for before in Language for after in Language if before is not after]
TELLING_NO_LANGUAGE = ("ok", "👍", "1003", "?!")
# In words of one language, the wish for another.
ASKED_IN_OWN_WORDS = [
    (Language.EN, "Do you speak Dutch? Please go on in Dutch", Language.NL),
    (Language.NL, "Kunt u Engels met mij praten?", Language.EN),
    (Language.ZH_HANT, "可以用英文回覆我嗎？", Language.EN),
    (Language.ZH_HANS, "请用繁体中文回答我", Language.ZH_HANT),
]
NOT_SPOKEN = {
    "German": "Ich habe seit drei Wochen starke Schmerzen im unteren Rücken, was soll ich tun?",
    "French": "Bonjour, je voudrais savoir si vos aiguilles sont stérilisées après chaque patient",
    "Spanish": "Quisiera saber cuánto cuesta una consulta y dónde están ustedes, por favor",
    "Japanese": "腰が痛いのですが、鍼治療は痛いですか？",
    "Korean": "허리가 아픈데 침을 맞으면 괜찮아질까요?",
    "Russian": "Здравствуйте, у меня болит спина, сколько стоит приём?",
}


@pytest.mark.parametrize(("before", "after"), PAIRS)
async def test_a_language_asked_for_is_spoken_from_then_on(
    conversation: Conversation, before: Language, after: Language
) -> None:
    assert (await conversation.say(SENTENCES[before].session_length))["language"] == before

    switched = await conversation.say(SENTENCES[after].switch_to)

    assert switched["language"] == after
    assert kinds(switched) == ["smalltalk"]
    assert [(await conversation.say(text))["language"] for text in TELLING_NO_LANGUAGE] == [after] * 4


@pytest.mark.parametrize(("language", "wish", "wished"), ASKED_IN_OWN_WORDS)
async def test_a_language_can_be_asked_for_in_another(
    conversation: Conversation, language: Language, wish: str, wished: Language
) -> None:
    await conversation.say(SENTENCES[language].session_length)

    assert (await conversation.say(wish))["language"] == wished
    assert (await conversation.say("ok"))["language"] == wished


@pytest.mark.parametrize(("before", "after"), PAIRS)
async def test_a_question_in_another_language_is_answered_in_that(
    conversation: Conversation, before: Language, after: Language
) -> None:
    await conversation.say(SENTENCES[before].session_length)

    reply = await conversation.say(SENTENCES[after].two_questions)

    assert reply["language"] == after
    assert len(topics(reply)) == 2


@pytest.mark.parametrize("language", Language)
async def test_a_page_tells_the_language_of_one_who_did_not(visitor: Visitor, language: Language) -> None:
    locale = {"en": "en-GB", "nl": "nl-BE", "zh-Hant": "zh-HK", "zh-Hans": "zh-CN"}[language]

    assert (await visitor.conversation(locale=locale).say("👋"))["language"] == language


@pytest.mark.parametrize("name", NOT_SPOKEN)
@pytest.mark.parametrize("language", Language)
async def test_another_language_is_told_which_four_are_spoken(
    conversation: Conversation, language: Language, name: str
) -> None:
    await conversation.say(SENTENCES[language].session_length)

    reply = await conversation.say(NOT_SPOKEN[name])

    assert reply["language"] == language
    [notice] = reply["messages"]
    assert notice["kind"] == "notice"
    assert all(spoken.own_name in notice["text"] for spoken in Language)
    assert [offer["title"] for offer in notice["suggestions"]] == [spoken.own_name for spoken in Language]
    assert topics(await conversation.say(SENTENCES[language].session_length)) == ["session/length"]


@pytest.mark.parametrize("chosen", Language)
async def test_each_of_the_four_can_be_chosen_with_a_button(
    conversation: Conversation, chosen: Language
) -> None:
    [notice] = (await conversation.say(NOT_SPOKEN["German"]))["messages"]
    text = next(offer["text"] for offer in notice["suggestions"] if offer["title"] == chosen.own_name)

    reply = await conversation.say(text)

    assert reply["language"] == chosen
    assert reply["messages"][0]["kind"] == "notice"  # nobody has said yet that a machine answers
    assert [message["kind"] for message in told(reply)] == ["smalltalk"]
    assert (await conversation.say("ok"))["language"] == chosen

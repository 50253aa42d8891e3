"""A red flag is answered before anything else, also while Rasa and the action server stand still."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from knowledge.language import Language
from tests.system.assistant import Assistant
from tests.system.chat import Conversation, Visitor, told, topics
from tests.system.sentences import SENTENCES

pytestmark = pytest.mark.system

DANGER = {
    Language.EN: "Since this morning I have a crushing pain in my chest and my left arm feels heavy",
    Language.NL: "Sinds vanmorgen voel ik niets meer tussen mijn benen en ik kan mijn plas niet ophouden",
    Language.ZH_HANT: "我由尋晚開始屙唔到尿，下面同屁股冇晒感覺",
    Language.ZH_HANS: "我突然半边脸歪了，说话也说不清楚",
}
ALL_CLEAR = {
    Language.EN: "I'm fine, it was long ago",
    Language.NL: "met mij gaat het goed, het was lang geleden",
    Language.ZH_HANT: "我冇事，係好耐之前嘅事",
    Language.ZH_HANS: "我没事，那是很久以前的事了",
}


@contextmanager
def standing_still(assistant: Assistant) -> Iterator[None]:
    """Rasa and the action server take no step meanwhile."""
    children = assistant.children()
    held = [children[name] for name in ("rasa", "actions")]
    for pid in held:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in held:
            os.kill(pid, signal.SIGCONT)


@pytest.mark.parametrize("language", Language)
async def test_the_warning_needs_neither_rasa_nor_the_action_server(
    assistant: Assistant, visitor: Visitor, language: Language
) -> None:
    with standing_still(assistant):
        reply = await visitor.conversation(language.value).say(DANGER[language])

    (message,) = reply["messages"]
    assert message["kind"] == "emergency"
    assert reply["language"] == language.value
    assert len(message["text"].split()) <= 80


@pytest.mark.parametrize("language", Language)
async def test_after_the_warning_and_the_all_clear_questions_are_answered_as_before(
    visitor: Visitor, language: Language
) -> None:
    conversation = visitor.conversation(language.value)
    await conversation.say(DANGER[language])

    reminded = await conversation.say(SENTENCES[language].cupping)
    assert reminded["messages"][0]["kind"] == "notice"
    assert topics(reminded) == ["therapies/cupping"]
    assert [message["kind"] for message in (await conversation.say(ALL_CLEAR[language]))["messages"]] == [
        "notice"
    ]
    assert topics(await conversation.say(SENTENCES[language].cupping)) == ["therapies/cupping"]


@pytest.mark.parametrize(
    ("text", "number"), [("I can't breathe, I am in the Netherlands", "112"), ("我透唔到氣，好辛苦", "999")]
)
async def test_the_number_is_that_of_the_pages_country(visitor: Visitor, text: str, number: str) -> None:
    locale = "en-NL" if number == "112" else "zh-HK"

    (message,) = (await visitor.conversation(locale).say(text))["messages"]

    assert message["kind"] == "emergency"
    assert number in message["text"]


@pytest.mark.parametrize(
    "text",
    [
        "I want to book acupuncture for tomorrow 3pm, my chest hurts and I am sweating cold",
        "Hoeveel kost een behandeling? Ik bloed sinds een uur en het stopt niet",
        "想book星期三針灸，不過我今日開始兩隻腳冇力企唔穩",
        "请问几点开门？我吃了一整瓶安眠药",
    ],
)
async def test_a_red_flag_inside_a_booking_or_a_question_is_an_emergency(
    conversation: Conversation, text: str
) -> None:
    (message,) = (await conversation.say(text))["messages"]

    assert message["kind"] == "emergency"


@pytest.mark.parametrize(
    "text",
    ["My back is killing me", "geen koorts, geen doof gevoel, alleen stijf", "條腰痛到死", "膀胱经在哪里？"],
)
async def test_what_only_sounds_like_one_is_none(conversation: Conversation, text: str) -> None:
    reply = await conversation.say(text)

    assert "emergency" not in {message["kind"] for message in told(reply)}

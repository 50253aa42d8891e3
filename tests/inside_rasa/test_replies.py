"""What Rasa says becomes the chat API's messages."""

from __future__ import annotations

import pytest
import yaml
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.rasa.channel import GatewayChannel
from bot.engine.rasa.reply_collector import ReplyCollector
from bot.settings import PROJECT
from knowledge.language import Language

RESPONSES = {
    name: variations
    for path in sorted((PROJECT / "domain" / "responses").glob("*.yml"))
    for name, variations in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items()
}
KINDS = {"answer", "booking", "emergency", "handoff", "smalltalk", "fallback", "notice"}


@pytest.fixture
def collector() -> ReplyCollector:
    return ReplyCollector()


def texts_of(response: str, language: Language) -> set[str]:
    """The texts that the domain has for a response in a language; English is the unconditional one."""
    return {
        variation["text"].strip()
        for variation in RESPONSES[response]
        if [condition["value"] for condition in variation.get("condition", [])] == [str(language)]
        or (language is Language.EN and "condition" not in variation)
    }


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("response", sorted(RESPONSES))
async def test_every_response_is_worded_in_the_language_of_the_slot(collector, domain, response, language):
    tracker = DialogueStateTracker.from_events("c", [SlotSet("language", str(language))], slots=domain.slots)
    generator = TemplatedNaturalLanguageGenerator(domain.responses)

    await collector.send_response("c", await generator.generate(response, tracker, collector.name()))

    (message,) = collector.messages
    assert message["text"] in texts_of(response, language)
    assert message["kind"] in KINDS
    assert all(suggestion["title"] and suggestion["text"] for suggestion in message["suggestions"])


async def test_buttons_become_suggestions_that_send_their_payload(collector):
    buttons = [{"title": "Ja, wissen", "payload": "Ja"}, {"title": "Nee", "payload": "Nee"}]

    await collector.send_response(
        "c", {"text": " Wissen? \n", "buttons": buttons, "metadata": {"kind": "notice"}}
    )

    assert collector.messages == [
        {
            "text": "Wissen?",
            "kind": "notice",
            "suggestions": [{"title": "Ja, wissen", "text": "Ja"}, {"title": "Nee", "text": "Nee"}],
        }
    ]


@pytest.mark.parametrize("metadata", [{}, {"metadata": None}, {"metadata": {"utter_action": "utter_thank"}}])
async def test_a_response_without_a_kind_is_small_talk(collector, metadata):
    await collector.send_response("c", {"text": "You are welcome.", **metadata})

    assert collector.messages == [{"text": "You are welcome.", "kind": "smalltalk", "suggestions": []}]


async def test_an_actions_own_message_is_kept_as_it_is(collector):
    message = {
        "text": "三十至六十分鐘。\n\n首次較長。",
        "kind": "answer",
        "topic": "session/length",
        "confidence": 0.9,
    }

    await collector.send_response("c", {"text": None, "custom": dict(message), "buttons": []})

    assert collector.messages == [message]


async def test_effects_are_gathered_and_say_nothing(collector):
    await collector.send_response("c", {"custom": {"effects": {"handoff": True}}})
    await collector.send_response("c", {"custom": {"effects": {"language": "nl"}}})

    assert collector.effects == {"handoff": True, "language": "nl"}
    assert collector.messages == []


async def test_messages_stay_in_the_order_in_which_they_were_said(collector):
    await collector.send_response("c", {"text": "one"})
    await collector.send_response("c", {"custom": {"text": "two", "kind": "answer"}})
    await collector.send_response("c", {"text": "three"})

    assert [message["text"] for message in collector.messages] == ["one", "two", "three"]


@pytest.mark.parametrize("nothing", [{}, {"text": ""}, {"text": None, "custom": None}, {"custom": {}}])
async def test_a_response_without_words_is_no_message(collector, nothing):
    await collector.send_response("c", nothing)

    assert (collector.messages, collector.effects) == ([], {})


async def test_each_message_has_a_collector_of_its_own():
    first, second = ReplyCollector(), ReplyCollector()

    await first.send_response("c", {"text": "for one", "custom": {"effects": {"erase": True}}})

    assert (second.messages, second.effects) == ([], {})
    assert first.name() == GatewayChannel.name()

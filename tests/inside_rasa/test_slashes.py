"""No text of a user is ever taken for an intent."""

from __future__ import annotations

import itertools
import sys
import unicodedata

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.graph_components.converters.nlu_message_converter import NLUMessageConverter
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT

from bot.engine.rasa.channel import plain

DOMAIN = Domain.from_dict(
    {"version": "3.1", "intents": ["greet", "delete_my_data"], "entities": ["language"], "actions": ["x"]}
)
PAYLOADS = [
    "/greet",
    "/greet@1.0",
    '/greet{"language": "nl"}',
    "/delete_my_data",
    "/restart",
    "/session_start",
    "/back",
    "/",
]
# Spaces of every kind, which Rasa strips, and signs that look like a slash or hide before one.
PIECES = [
    "",
    " ",
    "\n",
    "\t",
    "\u00a0",
    "\u3000",
    "\u2028",
    "\x1f",
    "/",
    "\uff0f",
    "\u200b",
    "\ufeff",
    "\u202e",
]
HARMLESS = [
    "how long does it take?",
    "and/or",
    "1/2 uur",
    "早上/下午",
    "https://example.test/greet",
    " no slash at the head ",
    "\\greet",
    "",
]


def understood(text: str):
    """What Rasa makes of a text before any of its classifiers sees it."""
    messages = NLUMessageConverter().convert_user_message([UserMessage(text)])
    (message,) = RegexMessageHandler().process(messages, DOMAIN)
    return message


@pytest.mark.parametrize("payload", PAYLOADS[:4])
def test_rasa_itself_does_take_such_a_text_for_an_intent(payload):
    """Without this the tests below would prove nothing."""
    assert understood(f" {payload}").get(INTENT)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_beginning_makes_it_an_intent(payload):
    for prefix in map("".join, itertools.product(PIECES, repeat=2)):
        message = understood(plain(prefix + payload))
        assert not message.get(INTENT), repr(prefix)
        assert not message.get(ENTITIES), repr(prefix)
        assert message.get(TEXT).endswith(payload[1:])


def test_no_character_at_all_before_the_slash_makes_it_an_intent():
    for code in range(sys.maxunicode + 1):
        assert not plain(chr(code) + "/greet").strip().startswith("/"), hex(code)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_text_still_reads_as_it_was_written(payload):
    assert unicodedata.normalize("NFKC", plain(f"  {payload}")) == payload


@pytest.mark.parametrize("text", HARMLESS)
def test_every_other_text_is_left_alone(text):
    assert plain(text) == text

"""What red flags are learnt from: no held-out message, no sentence under two labels."""

from __future__ import annotations

from collections import defaultdict

import pytest

from bot.evaluation.red_flags import MESSAGES, Message, read_messages
from bot.safety.red_flag import NONE, read_red_flags, read_sentences
from bot.training.ordinary_messages import booking_messages
from knowledge.examples import Example
from knowledge.language import Language
from tests.content.conftest import bare


def learnt() -> list[Example]:
    """The sentences of the red flags, and the messages of bookings, which are learnt as harmless."""
    return [*read_sentences(read_red_flags()), *booking_messages()]


def held_out(language: Language) -> list[Message]:
    """The held-out messages of a language in all sets."""
    return list(read_messages(MESSAGES, language))


@pytest.mark.parametrize("language", Language)
def test_no_held_out_message_is_learnt(language: Language) -> None:
    """The failure says how many only, so that nobody copies a message from it."""
    known = {bare(example.text) for example in learnt()}

    assert sum(bare(message.text) in known for message in held_out(language)) == 0


@pytest.mark.parametrize("language", Language)
def test_enough_is_held_out(language: Language) -> None:
    labels = [message.label for message in held_out(language)]

    assert set(labels) == {*read_red_flags(), NONE}
    assert labels.count(NONE) >= 60
    assert len(labels) - labels.count(NONE) >= 60


@pytest.mark.parametrize("language", Language)
def test_no_sentence_stands_under_two_labels(language: Language) -> None:
    labels = defaultdict[str, set[str]](set)
    for example in learnt():
        if example.language is language:
            labels[bare(example.text)].add(example.label)

    assert {text: found for text, found in labels.items() if len(found) > 1} == {}

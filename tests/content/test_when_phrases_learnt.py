"""What the judge of days and times learns from: no held-out phrase, and no message under two labels."""

from __future__ import annotations

from collections import defaultdict

import pytest

from bot.booking.when.judge.phrases import read_phrases
from bot.evaluation.when.command import PHRASES
from bot.evaluation.when.phrases import read_sets
from knowledge.language import Language
from tests.content.conftest import bare


@pytest.mark.parametrize("language", Language)
def test_no_held_out_phrase_is_learnt(language: Language) -> None:
    """The failure says how many only, so that nobody copies a phrase from it."""
    learnt = {bare(phrase.text) for phrase in read_phrases()}
    held_out = [phrase for each in read_sets(PHRASES).values() for phrase in each[language]]

    assert sum(bare(phrase.text) in learnt for phrase in held_out) == 0


@pytest.mark.parametrize("language", Language)
def test_no_message_stands_under_two_labels(language: Language) -> None:
    labels = defaultdict[str, set[str]](set)
    for phrase in read_phrases():
        if phrase.language is language:
            labels[bare(phrase.text)].add(phrase.expected.label)

    assert {text: found for text, found in labels.items() if len(found) > 1} == {}

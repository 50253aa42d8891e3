"""Learning which mentions are wished, from phrases with what they ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from bot.booking.when.judge.candidates import candidates
from bot.booking.when.judge.judge import LearntJudge, load_judge
from bot.booking.when.judge.labelling import labels
from bot.booking.when.judge.learning import fingerprint, learn
from bot.booking.when.judge.model import JudgeModel
from bot.booking.when.judge.phrases import WHEN_FILE
from bot.booking.when.labelled import read_expected
from knowledge.language import Language
from tests.bot.booking.judge.conftest import found, phrase
from tests.bot.booking.when_reader import said

TROUBLES = ("band rehearses", "cat sleeps", "roof leaks", "choir sings", "sister cooks", "shop rests")
DAYS = {"Tuesday": "2026-11-24", "Wednesday": "2026-11-25", "Thursday": "2026-11-26", "Friday": "2026-11-27"}
# Beside two bare days the rules can only ask; whoever learns finds the one with a trouble of its own.
PHRASES = [
    phrase(f"{one} the {trouble}, {other}", label)
    for trouble in TROUBLES
    for one in DAYS
    for other, label in DAYS.items()
    if one != other
]


@pytest.mark.parametrize(
    ("text", "label", "wished"),
    [
        ("Tuesday the band rehearses, Wednesday at 3", "2026-11-25 15:00", (False, True, True)),
        ("Tuesday the band rehearses, Wednesday at 3", "2026-11-24 15:00", (True, False, True)),
        ("Tuesday the band rehearses, Wednesday at 3", "none", (False, False, False)),
        ("Tuesday or Wednesday", "ask", (True, True)),
        ("Sunday at 3", "ask", (True, True)),
        ("Tuesday at 3", "2026-12-24 15:00", None),
    ],
)
def test_the_wished_mentions_are_those_that_read_the_phrase_rightly(text, label, wished):
    assert labels(*found(text), read_expected(label)) == wished


def test_of_several_right_choices_the_one_of_the_rules_is_taken():
    message, by_rules = found("Tuesday, Tuesday 24 November")

    kept = labels(message, by_rules, read_expected("2026-11-24"))

    assert kept == tuple(mention in by_rules.kept for mention in message.mentions)


def test_what_was_learnt_is_used_on_other_messages_and_asks_less(circumstances):
    text = "Friday the band rehearses, Wednesday"
    known = [one for one in PHRASES if one.text != text]

    judge = LearntJudge(learn(known, circumstances))

    message, wished = found(text)
    assert said(text, Language.EN).startswith("ambiguous")
    assert judge.decide(message, wished).date.isoformat() == "2026-11-25"


def test_the_same_phrases_teach_the_same(circumstances):
    one, other = learn(PHRASES, circumstances), learn(PHRASES, circumstances)

    assert np.array_equal(one.weights, other.weights)
    assert np.array_equal(one.traits, other.traits)


def test_a_model_is_the_same_when_it_is_read_from_its_file(circumstances, tmp_path):
    model = learn(PHRASES, circumstances)
    model.save(tmp_path / WHEN_FILE)

    again = JudgeModel.load(tmp_path / WHEN_FILE)

    assert again.fingerprint == model.fingerprint == fingerprint(PHRASES, circumstances)
    message, wished = found("Thursday the roof leaks, Friday")
    assert load_judge(tmp_path).decide(message, wished) == LearntJudge(model).decide(message, wished)


def test_without_a_training_there_is_no_judge(tmp_path):
    with pytest.raises(FileNotFoundError, match=WHEN_FILE):
        load_judge(tmp_path)


def test_another_label_or_another_day_makes_another_fingerprint(circumstances):
    changed = [*PHRASES[1:], phrase(PHRASES[0].text, "none")]

    later = replace(circumstances, now=circumstances.now + timedelta(days=1))

    assert fingerprint(changed, circumstances) != fingerprint(PHRASES, circumstances)
    assert fingerprint(PHRASES, later) != fingerprint(PHRASES, circumstances)
    assert fingerprint(PHRASES[::-1], circumstances) == fingerprint(PHRASES, circumstances)


def test_a_message_of_many_days_has_few_candidates():
    message, wished = found(", ".join(f"{day} December at 3" for day in range(1, 13)))

    assert len(message.mentions) > 12
    assert len(candidates(message, wished, np.zeros(len(message.mentions)))) == 12

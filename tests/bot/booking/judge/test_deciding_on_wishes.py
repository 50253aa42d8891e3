"""What a judge makes of a message, beside what the rules make of it."""

from __future__ import annotations

from datetime import date, time

import numpy as np
import pytest

from bot.booking.when import Problem, When, read_when
from bot.booking.when.judge.candidates import candidates
from bot.booking.when.judge.posterior import ASK, outcome_of, posterior
from knowledge.language import Language
from tests.bot.booking.judge.conftest import RULES_TRUSTED, found
from tests.bot.booking.when_reader import HOURS, NOW

TWO_DAYS = "Tuesday the band rehearses, Wednesday"
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def read(text, judge):
    return read_when(text, Language.EN, now=NOW, hours=HOURS, judge=judge)


def test_a_judge_that_is_sure_overrides_a_question_of_the_rules(judge):
    assert read(TWO_DAYS, None).problem is Problem.AMBIGUOUS

    assert read(TWO_DAYS, judge(-3.0, 3.0)) == When(WEDNESDAY)
    assert read(TWO_DAYS, judge(3.0, -3.0)) == When(TUESDAY)


def test_who_wishes_both_of_two_days_is_asked_which(judge):
    when = read(TWO_DAYS, judge(3.0, 3.0))

    assert [choice.date for choice in when.choices] == [TUESDAY, WEDNESDAY]


def test_a_judge_that_is_sure_overrides_a_day_that_the_rules_take(judge):
    assert read("Tuesday at 3", None) == When(TUESDAY, time(15))

    assert read("Tuesday at 3", judge(9.0, -9.0)) == When(TUESDAY)


def test_rules_stand_where_the_judge_is_unsure_and_has_learnt_to_trust_them(judge):
    assert read("Tuesday at 3", judge(0.1, -0.1, traits=RULES_TRUSTED)) == When(TUESDAY, time(15))


def test_a_judge_that_is_unsure_of_what_the_rules_take_asks(judge):
    assert read("Tuesday at 3", judge(0.1, -0.1)).problem is Problem.AMBIGUOUS


def test_a_message_that_is_hardly_about_an_appointment_asks_for_less(judge):
    unsure = judge(-0.6)

    def asked_for(about):
        return read_when("Wednesday", Language.EN, now=NOW, hours=HOURS, judge=unsure, about=about)

    assert asked_for(0.95) == When(WEDNESDAY)
    assert asked_for(0.0) != When(WEDNESDAY)


@pytest.mark.parametrize("text", ["hello", "my knee hurts"])
def test_nothing_is_judged_where_nothing_is_named(judge, text):
    assert read(text, judge()) == When()


def test_the_outcomes_of_a_message_have_a_probability_of_one_together():
    message, wished = found("Monday I work until 5, Tuesday at 3 or Wednesday the 25th")
    choices = candidates(message, wished, np.full(len(message.mentions), 0.3))

    chances = posterior(choices, np.linspace(-2.0, 2.0, len(choices)))

    assert sum(chances.values()) == pytest.approx(1.0)
    assert len(chances) > 1
    assert all(outcome_of(outcome) == outcome for outcome in chances)


def test_all_that_asks_is_one_outcome():
    assert (
        outcome_of(When(problem=Problem.PAST)) == outcome_of(When(TUESDAY, problem=Problem.AMBIGUOUS)) == ASK
    )

"""The dialogue hears the day that its judge decides on."""

from __future__ import annotations

from datetime import date

from bot.booking.dialogue.dialogue import Dialogue
from bot.booking.dialogue.draft import Draft, Task
from bot.booking.when import When
from bot.clock import Clock
from knowledge.language import Language
from tests.bot.booking.bookings import NOW

WEDNESDAY = When(date(2026, 11, 25))


class Decided:
    """A judge that decides the same on every message."""

    def decide(self, message, wished, about=None):
        self.about = about
        return WEDNESDAY


def test_every_message_is_judged_where_there_is_a_judge(desk, clinic_profile):
    clock = Clock.starting_at(NOW)
    dialogue = Dialogue(desk, lambda: clinic_profile, clock, "https://clinic.example", Decided())

    first = dialogue.hear_first("Tuesday or Thursday", Language.EN)
    later = dialogue.hear("Tuesday or Thursday", Draft.begin(Task.MOVE), Language.EN)

    assert first.when == later.when == WEDNESDAY


def test_a_judge_is_told_how_probably_a_message_is_about_an_appointment(desk, clinic_profile):
    judge = Decided()
    dialogue = Dialogue(desk, lambda: clinic_profile, Clock.starting_at(NOW), "https://clinic.example", judge)

    dialogue.hear("Tuesday", Draft.begin(Task.BOOK), Language.EN, 0.25)

    assert judge.about == 0.25


def test_without_a_judge_the_rules_decide(dialogue):
    assert dialogue.hear_first("Tuesday or Thursday", Language.EN).when.choices

"""Messages from which neither rules of selection nor this judge have learnt: the figures of docs/booking.md.

Five times a judge learns from four fifths of ``data/when`` and reads the rest. ``-s`` shows the shares.
"""

from __future__ import annotations

from collections import Counter

import pytest

from bot.booking.calendar import Calendar
from bot.booking.when import When
from bot.booking.when.judge.judge import LearntJudge
from bot.booking.when.judge.labelling import is_right
from bot.booking.when.judge.learning import learn
from bot.booking.when.judge.opening import is_closed
from bot.booking.when.judge.phrases import WHEN_DATA, Circumstances, read_circumstances
from bot.booking.when.labelled import Phrase, phrases_of
from bot.booking.when.message import Judge, read_when
from knowledge.clinic import read_clinic
from knowledge.language import Language
from knowledge.topic_file import KNOWLEDGE

pytestmark = [pytest.mark.system, pytest.mark.proof]

FOLDS = 5
SHORT = ("short", "everyday")
# Of short messages and of stories: at least so many are right, at most so many of the accepted wrong.
RIGHT = {"short": 0.95, "stories": 0.88}
WRONG = {"short": 0.03, "stories": 0.08}
CALENDAR = Calendar.of(read_clinic(KNOWLEDGE / "clinic.yml"))


@pytest.fixture(scope="module")
def phrases() -> list[tuple[str, Phrase]]:
    """Every phrase with its kind."""
    return [
        ("short" if path.stem in SHORT else "stories", phrase)
        for language in Language
        for path in sorted((WHEN_DATA / language).glob("*.txt"))
        for phrase in phrases_of(path, language)
    ]


def test_unseen_messages_are_read_better_than_by_rules_alone(phrases):
    at = read_circumstances()
    by_rules, judged = Counter(), Counter()
    for fold in range(FOLDS):
        known = [phrase for number, (_, phrase) in enumerate(phrases) if number % FOLDS != fold]
        judge = LearntJudge(learn(known, at), rarer=0)  # as many ask for nothing as in what it learnt from
        for kind, phrase in phrases[fold::FOLDS]:
            by_rules.update(verdicts(kind, phrase, at, None))
            judged.update(verdicts(kind, phrase, at, judge))
    for kind, right in RIGHT.items():
        print(kind, "rules:", shares(by_rules, kind), "judge:", shares(judged, kind))
        assert shares(judged, kind)[0] >= right
        assert shares(judged, kind)[1] <= WRONG[kind]
        assert shares(judged, kind)[0] > shares(by_rules, kind)[0]
        assert shares(judged, kind)[1] < shares(by_rules, kind)[1]


def verdicts(kind: str, phrase: Phrase, at: Circumstances, judge: Judge | None) -> list[tuple[str, str]]:
    when = read_when(phrase.text, phrase.language, now=at.now, hours=at.hours, judge=judge)
    refused = is_refused(when, at)
    right = is_right(when, phrase.expected, at.hours) or (phrase.expected.asks and refused)
    accepted = not (when.problem or refused or when == When())
    return [
        (kind, "all"),
        *([(kind, "right")] if right else []),
        *([(kind, "accepted")] if accepted else []),
        *([(kind, "wrong")] if accepted and not right else []),
    ]


def is_refused(when: When, at: Circumstances) -> bool:
    """Whether the clinic offers other times instead of this moment."""
    if when.problem or not (when.date and when.time):
        return is_closed(when, at.hours)
    moment = CALENDAR.moment(when.date, when.time)
    return CALENDAR.refusal(moment, "acupuncture", now=at.now) is not None


def shares(counts: Counter[tuple[str, str]], kind: str) -> tuple[float, float]:
    """The share right, and the share of wrong ones among the accepted."""
    count = {name: counts[kind, name] for name in ("all", "right", "accepted", "wrong")}
    return round(count["right"] / count["all"], 3), round(count["wrong"] / count["accepted"], 3)

"""Which drafts count as understood, as asked about again, and as taken wrongly."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.booking.dialogue.phrases import Phrases
from bot.booking.when import Part
from bot.booking.when.labelled import Phrase, read_expected
from bot.evaluation.outcome import ReplyError
from bot.evaluation.when.scores import Scores, Thresholds
from bot.evaluation.when.shown import Shown, read_shown
from bot.evaluation.when.verdict import Outcome, Verdict, judge
from knowledge.clinic import read_clinic
from knowledge.language import Language
from knowledge.topic_file import KNOWLEDGE

CLINIC = read_clinic(KNOWLEDGE / "clinic.yml")
PHRASES = Phrases(Language.EN, CLINIC, "")
TUESDAY = date(2026, 11, 24)
DRAFT = {"kind": "booking", "text": "", "booking": {"status": "draft"}}
WITHOUT_DATE = {"kind": "booking", "text": "", "booking": {"status": "draft", "date": "soon"}}


def verdict(label: str, shown: Shown | None, *, accepted: bool = True, offered: tuple[time, ...] = ()) -> str:
    return judge(read_expected(label), shown, is_accepted=accepted, offered=offered)


def draft(value: str) -> Shown:
    """What shows what a label says."""
    expected = read_expected(value)
    return Shown(expected.date, expected.time, expected.part)


@pytest.mark.parametrize(
    ("label", "shown", "expected"),
    [
        ("2026-11-24 16:00", "2026-11-24 16:00", "right"),
        ("2026-11-24 16:00", "2026-11-24 15:00", "wrong"),
        ("2026-11-24 16:00", "2026-11-25 16:00", "wrong"),
        ("2026-11-24 16:00", "2026-11-24", "asked"),
        ("2026-11-24 16:00", "16:00", "asked"),
        ("2026-11-24 16:00", "2026-11-24 afternoon", "asked"),
        ("2026-11-24 16:00", "2026-11-24 morning", "wrong"),
        ("2026-11-24", "2026-11-24", "right"),
        ("2026-11-24", "2026-11-24 09:00", "wrong"),
        ("2026-11-24 afternoon", "2026-11-24 afternoon", "right"),
        ("2026-11-24 afternoon", "2026-11-24", "right"),
        ("2026-11-24 afternoon", "2026-11-24 morning", "wrong"),
        ("2026-11-24 afternoon", "2026-11-24 14:00", "wrong"),
        ("afternoon", "afternoon", "right"),
        ("afternoon", "2026-11-24 afternoon", "wrong"),
        ("16:00", "16:00", "right"),
        ("16:00", "2026-11-24 16:00", "wrong"),
        ("none", "16:00", "wrong"),
        ("none", "morning", "wrong"),
        ("ask", "2026-11-24 16:00", "wrong"),
        ("ask", "2026-11-24", "wrong"),
        ("ask", "16:00", "right"),
        ("ask", "afternoon", "right"),
    ],
)
def test_what_is_taken_is_held_against_what_the_phrase_asks_for(
    label: str, shown: str, expected: str
) -> None:
    assert verdict(label, draft(shown)) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("none", "right"),
        ("ask", "right"),
        ("16:00", "asked"),
        ("afternoon", "asked"),
        ("2026-11-24", "asked"),
    ],
)
def test_a_draft_that_shows_nothing_has_taken_nothing(label: str, expected: str) -> None:
    assert verdict(label, Shown(), accepted=False) == expected


@pytest.mark.parametrize(("label", "expected"), [("none", "right"), ("ask", "asked"), ("16:00", "asked")])
def test_a_reply_without_a_draft_asks_for_no_time(label: str, expected: str) -> None:
    assert verdict(label, None, accepted=False) == expected


@pytest.mark.parametrize(
    ("label", "expected"), [("ask", "right"), ("none", "asked"), ("2026-11-29 11:00", "asked")]
)
def test_what_is_refused_is_not_taken(label: str, expected: str) -> None:
    assert verdict(label, draft("2026-11-29 10:00"), accepted=False) == expected


def test_a_moment_is_understood_also_where_it_is_refused() -> None:
    assert verdict("2026-11-24 14:10", draft("2026-11-24 14:10"), accepted=False) == "right"


def test_a_time_may_choose_one_of_those_that_were_offered() -> None:
    assert verdict("12:00", draft("2026-11-24 12:00"), offered=(time(9), time(12))) == "right"
    assert verdict("12:00", draft("2026-11-24 09:00"), offered=(time(9), time(12))) == "wrong"
    assert verdict("afternoon", draft("2026-11-24 12:00"), offered=(time(12),)) == "wrong"


@pytest.mark.parametrize(
    ("shown", "is_taken"),
    [
        (Shown(TUESDAY, time(16)), True),
        (Shown(TUESDAY, time(16), offered=frozenset({time(15)})), False),
        (Shown(TUESDAY, text=PHRASES.text("ask_time", day=PHRASES.day(TUESDAY))), True),
        (Shown(TUESDAY, text=PHRASES.text("closed_day", day=PHRASES.day(TUESDAY))), False),
        (Shown(TUESDAY, text=PHRASES.text("ambiguous")), False),
        (Shown(time=time(16), text=PHRASES.text("ask_day")), True),
        (Shown(time=time(16), text=PHRASES.text("ambiguous")), False),
        (Shown(part=Part.MORNING, text=PHRASES.text("ask_when")), True),
        (Shown(text=PHRASES.text("ask_when")), False),
    ],
)
def test_a_half_is_taken_where_only_the_other_half_is_asked_for(shown: Shown, is_taken: bool) -> None:
    assert shown.is_taken(CLINIC) is is_taken


def test_the_last_draft_of_a_reply_is_read() -> None:
    booking = {"status": "draft", "service": "tuina", "date": "2026-11-24", "time": "09:30"}
    times = [{"title": "…", "text": "Tuesday 24 November 10:15"}, {"title": "Yes", "text": "Yes"}]
    messages = [
        {"kind": "answer", "text": "…"},
        {"kind": "booking", "text": "…", "booking": {"status": "draft"}},
        {"kind": "booking", "text": "Well?", "booking": booking, "suggestions": times},
    ]

    shown = read_shown({"language": "en", "messages": messages})

    assert shown == Shown(TUESDAY, time(9, 30), text="Well?", offered=frozenset({time(10, 15)}))
    assert str(shown) == "2026-11-24 09:30"


def test_a_part_is_read_and_a_stored_appointment_is_no_draft() -> None:
    part = {"kind": "booking", "text": "", "booking": {"status": "draft", "part": "evening"}}
    stored = {"kind": "booking", "text": "", "booking": {"status": "booked", "date": "2026-11-24"}}
    closed = {"kind": "booking", "text": "All right."}

    assert read_shown({"language": "nl", "messages": [part]}) == Shown(
        part=Part.EVENING, language=Language.NL
    )
    assert read_shown({"language": "nl", "messages": [stored, closed]}) is None


@pytest.mark.parametrize(
    "reply",
    [{}, [], {"language": "en", "messages": [WITHOUT_DATE]}, {"language": "fr", "messages": [DRAFT]}],
)
def test_a_reply_that_is_not_as_the_api_has_it_is_an_error(reply: object) -> None:
    with pytest.raises(ReplyError):
        read_shown(reply)


def outcomes(*verdicts: str) -> Scores:
    phrase = Phrase("tomorrow", Language.EN, read_expected("2026-11-24"))
    return Scores([Outcome(phrase, None, one != "asked", Verdict(one)) for one in verdicts])


def test_wrong_ones_are_a_share_of_the_accepted() -> None:
    scores = outcomes("right", "right", "right", "wrong", "asked", "asked")
    assert (scores.right, scores.wrong) == (1 / 2, 1 / 4)


@pytest.mark.parametrize(
    ("right", "wrong", "asked", "missed"),
    [
        (97, 0, 3, []),
        (96, 0, 4, ["96.0% right is under 97.0%"]),
        (98, 1, 1, ["1.0% wrong among the accepted is above 1.0%"]),
        (99, 1, 0, []),
        (59, 0, 0, ["59 phrases, at least 60 are needed"]),
    ],
)
def test_a_missed_threshold_is_said(right: int, wrong: int, asked: int, missed: list[str]) -> None:
    scores = outcomes(*["right"] * right, *["wrong"] * wrong, *["asked"] * asked)
    assert scores.missed(Thresholds(60, 0.97, 0.01)) == missed


def test_nothing_accepted_is_nothing_wrong() -> None:
    assert outcomes("asked").wrong is None
    assert outcomes("asked").missed(Thresholds(1, 0.0, 0.0)) == []

"""Numbers that may be a time, a date or neither, in all languages."""

from __future__ import annotations

from datetime import datetime

import pytest

from knowledge.language import Language
from tests.bot.booking.when_reader import read, said


@pytest.mark.parametrize(
    ("text", "language", "understood"),
    [
        ("15.05 suits me", Language.EN, "? 15:05"),
        ("14.05 graag", Language.NL, "? 14:05"),
        ("tomorrow 10.10", Language.EN, "11-24 10:10"),
        ("dinsdag 8 dec 10.10", Language.NL, "12-08 10:10"),
        ("3.12 at 11", Language.EN, "12-03 11:00"),
    ],
)
def test_numbers_with_a_dot_are_a_time_where_their_date_cannot_be_booked(text, language, understood):
    assert said(text, language) == understood


def test_numbers_with_a_dot_are_unclear_where_their_date_is_near():
    when = read("10.10", Language.NL, now=datetime.fromisoformat("2026-09-23T09:30+08:00"))
    assert when.problem == "ambiguous"
    assert when.time is None


@pytest.mark.parametrize(
    ("text", "language", "understood"),
    [
        ("Wednesday 16", Language.EN, "12-16"),
        ("dinsdag 15 graag", Language.NL, "12-15"),
        ("Tuesday 15. Morning please", Language.EN, "12-15 morning"),
        ("Wednesday 9", Language.EN, "ambiguous"),
        ("Wednesday 17", Language.EN, "11-25 17:00"),
    ],
)
def test_a_number_above_twelve_behind_its_weekday_is_a_date(text, language, understood):
    assert said(text, language) == understood


@pytest.mark.parametrize(
    ("text", "language", "understood"),
    [
        ("Friday 20th at 3", Language.EN, "past 11-20 15:00"),
        ("vrijdag 20 november om 3 uur", Language.NL, "past 11-20 15:00"),
        ("we met on Thursday 12th, so Thursday 26th at 2", Language.EN, "11-26 14:00"),
        ("Friday 18th at 3", Language.EN, "12-18 15:00"),
        ("Tuesday the 29th at 3", Language.EN, "12-29 15:00"),
    ],
)
def test_a_weekday_and_its_date_that_fit_only_in_the_past_have_passed(text, language, understood):
    assert said(text, language) == understood


@pytest.mark.parametrize(
    ("text", "language", "understood"),
    [
        ("tomorrow at 4 in the morning", Language.EN, "ambiguous 11-24"),
        ("morgenochtend om 5 uur", Language.NL, "ambiguous 11-24"),
        ("明天凌晨五點", Language.ZH_HANT, "ambiguous 11-24"),
        ("tomorrow at 7 in the morning", Language.EN, "11-24 07:00"),
        ("tomorrow at 6am", Language.EN, "11-24 06:00"),
    ],
)
def test_nobody_means_a_bare_hour_of_the_night(text, language, understood):
    assert said(text, language) == understood


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("het kost 1.200 toch?", Language.NL),
        ("it was 12,500 last time", Language.EN),
        ("needles of 0.3 mm", Language.EN),
    ],
)
def test_thousands_and_sizes_are_no_times(text, language):
    assert said(text, language) == ""


def test_years_of_two_digits_in_other_languages():
    assert said("20 jan 27, 3 uur", Language.NL) == "2027-01-20 15:00"
    assert said("5 Jan 27 下午三點", Language.ZH_HANT) == "2027-01-05 15:00"


@pytest.mark.parametrize(
    ("text", "language", "understood"),
    [
        ("My scan was done 2/11/2026. Can I come on Friday?", Language.EN, "11-27"),
        ("Is de foto van 2 december 2022 nog bruikbaar?", Language.NL, ""),
        ("20 November 2026 at 10 please", Language.EN, "past 11-20 10:00"),
    ],
)
def test_a_date_of_long_ago_by_its_year_is_no_wish(text, language, understood):
    assert said(text, language) == understood

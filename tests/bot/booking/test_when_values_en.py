"""English: days counted from another that is named, and days and times in unusual spellings."""

from __future__ import annotations

import pytest

from knowledge.language import Language
from tests.bot.booking.when_reader import said


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("three days before Christmas at 11", "12-22 11:00"),
        ("a week after 1 December at 4", "12-08 16:00"),
        ("seven days from tomorrow, half past one", "12-01 13:30"),
        ("two days before my flight on 10 December, 10am", "12-08 10:00"),
        ("tomorrow week 10.15 please", "12-01 10:15"),
        ("day b4 xmas eve 9.45", "12-23 09:45"),
    ],
)
def test_days_are_counted_before_and_after_a_named_day(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("the eve of Boxing Day at noon", "12-25 12:00"),
        ("new year's eve eve, 9am", "12-30 09:00"),
        ("could I come on Hogmanay at 11", "12-31 11:00"),
        ("St Stephen's Day at 10", "12-26 10:00"),
    ],
)
def test_feasts_and_their_eves_are_days(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Away until 7 December. The Wednesday of that week at 2 would suit.", "12-09 14:00"),
        ("Scan on 2 December, so the Friday after that at 9.30", "12-04 09:30"),
        ("Not 18 December, the Tuesday before that at 11", "12-15 11:00"),
        ("My wedding is 12 December, can I come the day before the wedding at 4?", "12-11 16:00"),
        ("Not this Friday but the Friday after at 3", "12-04 15:00"),
        ("The exam is on 3 December. Could I come that very day at 4?", "12-03 16:00"),
        ("Not in the week of 30 November but the Tuesday of that week would do", "12-01"),
        ("the week after, Tuesday at 3", "ambiguous ? 15:00"),
        ("the Friday after that at 3", "ambiguous ? 15:00"),
        ("The day before the race I felt fine. Friday at 3 please", "11-27 15:00"),
    ],
)
def test_a_day_is_counted_from_the_one_named_before_it(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Surgery is 14 January. I'd like Thursday the 7th at 10.", "2027-01-07 10:00"),
        ("Friday the 5th at 3", "ambiguous ? 15:00 [11-27 15:00] [12-05 15:00]"),
        ("Monday 14, 4.15 pm", "12-14 16:15"),
        ("Thursday 3", "ambiguous"),
    ],
)
def test_a_day_of_the_month_fits_its_weekday(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("thirteen hundred on Friday", "11-27 13:00"),
        ("it costs eight hundred, right? Friday at 2", "11-27 14:00"),
        ("friday at fourteen thirty", "11-27 14:30"),
        ("the 2:15 slot on Friday", "11-27 14:15"),
        ("next tuesday 2 30 afternoon", "12-01 14:30"),
        ("4 dec 11 30 stiff neck", "12-04 11:30"),
        ("friday - 0915 - Mrs Lee", "11-27 09:15"),
        ("dec 8th plz 1030", "12-08 10:30"),
        ("friday, about 3", "11-27 15:00"),
        ("wed next week 12 noon", "12-02 12:00"),
        ("04 12 26 at 15 00", "12-04 15:00"),
    ],
)
def test_times_are_read_as_people_type_them(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("move me from the 3rd to the 4th, still at 10", "12-04 10:00"),
        ("shift my 10:00 to 11:30 tomorrow", "11-24 11:30"),
        ("change 3pm to 4pm on Friday", "11-27 16:00"),
        ("free from 10:00 to 11:30 tomorrow", "11-24 morning"),
        ("can my visit on 26 November at 9 be put back a week?", "12-03 09:00"),
        ("move my Friday 27 November 3pm back by a week", "ambiguous ? 15:00"),
        ("bring my 10 December 2pm appointment forward by a week", "12-03 14:00"),
    ],
)
def test_an_appointment_is_moved_from_one_time_to_another(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Any mornings free?", "? morning"),
        ("I don't have any mornings free. Friday 3pm", "11-27 15:00"),
        ("Fridays at 3 work, starting this week", "11-27 15:00"),
    ],
)
def test_plurals_name_a_wish_only_beside_words_that_make_them_one(text, understood):
    assert said(text, Language.EN) == understood

"""English: days and times in the spellings, short forms and figures in which people type them."""

from __future__ import annotations

import pytest

from knowledge.language import Language
from tests.bot.booking.when_reader import said


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("20 jan 27 at 3", "2027-01-20 15:00"),
        ("Jan 20, '27, 3pm", "2027-01-20 15:00"),
        ("4 december 26, 3.15", "12-04 15:15"),
        ("15 dec or 27 dec", "ambiguous [12-15] [12-27]"),
    ],
)
def test_years_of_two_digits(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("2/12 pm please", "12-02 afternoon"),
        ("14/12 am", "12-14 morning"),
        ("on 5/1 pm", "2027-01-05 afternoon"),
        ("2/3 pm tomorrow", "ambiguous 11-24 [11-24 14:00] [11-24 15:00]"),
        ("thurs, pm please", "11-26 afternoon"),
    ],
)
def test_a_date_in_figures_has_a_part_of_the_day(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("the 3rd of the 12th at 10", "12-03 10:00"),
        ("the fourth of the twelfth", "12-04"),
        ("and the 2.40 on Thurs please", "11-26 14:40"),
        ("either the 9 or the 10.20", "ambiguous [? 09:00] [? 10:20]"),
        ("Friday at 1.15ish", "11-27 13:15"),
        ("3,30 friday", "11-27 15:30"),
        ("3-30pm friday", "11-27 15:30"),
        ("friday 10:3O", "11-27 10:30"),
        ("1O am friday", "11-27 10:00"),
        ("friday @ 915", "11-27 09:15"),
    ],
)
def test_figures_are_read_with_their_signs(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("ten passed 2 tomoz", "11-24 14:10"),
        ("halff past 2 friday", "11-27 14:30"),
        ("at elven on friday", "11-27 11:00"),
        ("for o'clock tomorrow", "11-24 16:00"),
        ("tomorrow at 3 p.n.", "11-24 15:00"),
        ("three pee em friday", "11-27 15:00"),
        ("3 o,clock wens", "11-25 15:00"),
        ("christmass eve 10am", "12-24 10:00"),
        ("x-mas eve 10am", "12-24 10:00"),
        ("is half four any use on Fri?", "11-27 16:30"),
        ("thurs wk at 3", "12-03 15:00"),
    ],
)
def test_words_are_read_as_they_are_mistyped_or_heard(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("4 suits me best", "? 16:00"),
        ("2 would be great", "? 14:00"),
        ("Friday, 3 would be ideal", "11-27 15:00"),
        ("Friday? 3 if poss", "11-27 15:00"),
        ("put me down for 2 please", "? 14:00"),
        ("tomorrow 3, hold on, 4", "11-24 16:00"),
        ("the afternoon, three?", "? 15:00"),
        ("I'd like an hour on the 2nd from ten.", "12-02 10:00"),
    ],
)
def test_a_bare_number_that_would_suit_is_a_time(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("fri's good", "11-27"),
        ("afternoons r good", "? afternoon"),
        ("early on Friday", "11-27 morning"),
        ("Friday between breakfast and lunch", "11-27 morning"),
        ("as soon as you open on Thursday", "11-26 09:00"),
        ("you choose", "ambiguous"),
        ("whichever's easiest", "ambiguous"),
        ("within the next hour please", "ambiguous"),
        ("winter solstice 11am", "12-22 11:00"),
        ("the day after Thanksgiving, 3pm", "11-27 15:00"),
        ("last friday before christmas at 4", "12-18 16:00"),
        ("the last working day before New Year's Day", "12-31"),
        ("in exactly two weeks at 2", "12-07 14:00"),
        ("Party on 12 December. Could it be the day before then at 3?", "12-11 15:00"),
    ],
)
def test_days_and_parts_have_many_words(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Morning Sally! Wednesday week please, 4.20", "12-02 16:20"),
        ("Afternoon folks, Friday the 4th at 11", "12-04 11:00"),
        ("Morning please, Friday", "11-27 morning"),
        ("Mrs May here, Thursday at 10 please", "11-26 10:00"),
        ("my surname is Sunday. Wednesday at 4?", "11-25 16:00"),
        ("I'll miss Friday, can I come Monday 30 Nov at 3?", "11-30 15:00"),
        ("We'd bring him Friday at 9", "11-27 09:00"),
    ],
)
def test_greetings_and_names_are_no_days(text, understood):
    assert said(text, Language.EN) == understood


@pytest.mark.parametrize(
    "text",
    [
        "it costs 1,500 per session?",
        "How old do children have to be, 5 or 6?",
        "which floor is it, 5 or 15?",
        "the sign says 9 to 6",
        "after 3 nights on the sofa my neck is stiff",
        "are your needles 0.25 mm?",
        "is the 7.48 train late?",
    ],
)
def test_other_figures_ask_for_nothing(text):
    assert said(text, Language.EN) == ""


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("thurs 12nn possible?", "11-26 12:00"),
        ("make it 1545 then", "? 15:45"),
        ("I do 1500 steps a day", ""),
        ("I do 1500 metres every day", ""),
    ],
)
def test_four_figures_behind_a_verb_are_a_time_and_nn_is_noon(text, understood):
    assert said(text, Language.EN) == understood

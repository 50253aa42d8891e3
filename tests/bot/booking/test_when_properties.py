"""Every date and every time, written out in each language, is read back; no text breaks the reading."""

from __future__ import annotations

import time as clock
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.booking.when import Problem, read_all_grammars
from bot.booking.when.grammar import grammars
from knowledge.language import Language
from tests.bot.booking.when_reader import NOW, read

MONTHS = {
    Language.EN: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    Language.NL: [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
}
WEEKDAYS = {
    Language.EN: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    Language.NL: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    Language.ZH_HANT: [f"星期{day}" for day in "一二三四五六日"],
    Language.ZH_HANS: [f"周{day}" for day in "一二三四五六日"],
}
TODAY = NOW.date()
LANGUAGES = st.sampled_from(Language)
DAYS = st.dates(TODAY + timedelta(days=1), TODAY + timedelta(days=364))
# Hours that the clinic is open are read from a bare number; the others need a word more.
OPEN_TIMES = st.times(time(9), time(17, 59)).map(lambda moment: moment.replace(second=0, microsecond=0))
ANY_TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


def chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def written_dates(day: date, language: Language) -> list[str]:
    if language.is_chinese:
        month = f"{chinese(day.month)}月{chinese(day.day)}"
        return [
            f"{day.month}月{day.day}日",
            f"{month}號",
            f"{month}日",
            f"{day.year}年{day.month}月{day.day}号",
        ]
    month = MONTHS[language][day.month - 1]
    usual = [
        f"{day.day} {month}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day:%d-%m-%Y}",
        f"{day.day}/{day.month}",
    ]
    return [*usual, f"{WEEKDAYS[language][day.weekday()]} {day.day} {month}"]


@settings(max_examples=400, deadline=None)
@given(day=DAYS, language=LANGUAGES, form=st.integers(0, 4))
def test_any_date_written_out_is_read_back(day, language, form):
    if language is Language.NL and day.month == 3:
        form = 0  # "maa" is no abbreviation
    written = written_dates(day, language)
    said = written[form % len(written)]
    when = read(said, language)
    if day - NOW.date() >= timedelta(days=300) and str(day.year) not in said:
        # It has just passed, and nobody books so far ahead.
        assert (when.date, when.problem) == (day.replace(year=day.year - 1), Problem.PAST)
    else:
        assert (when.date, when.time, when.problem) == (day, None, None)


@settings(max_examples=300, deadline=None)
@given(day=DAYS, moment=ANY_TIMES, language=LANGUAGES)
def test_any_moment_in_figures_is_read_back(day, moment, language):
    when = read(f"{day.isoformat()} {moment:%H:%M}", language)
    if moment.hour == 0 or moment.hour > 12 or moment.hour < 10:
        assert (when.date, when.time) == (day, moment)
    elif when.problem is None:
        assert when.date == day
        assert when.time in (moment, moment.replace(hour=(moment.hour + 12) % 24))


@settings(max_examples=300, deadline=None)
@given(moment=OPEN_TIMES, language=LANGUAGES)
def test_any_time_within_the_opening_hours_is_read_from_twelve_hours(moment, language):
    hour = moment.hour % 12 or 12
    if language.is_chinese:
        minute = f"{chinese(moment.minute)}分" if moment.minute else ""
        texts = [
            f"{WEEKDAYS[language][3]}{chinese(hour)}點{minute}",
            f"{WEEKDAYS[language][3]}{hour}点{minute}",
        ]
    elif language is Language.NL:
        texts = [f"donderdag om {hour}:{moment.minute:02}", f"donderdag {hour}.{moment.minute:02} uur"]
    else:
        texts = [f"Thursday at {hour}:{moment.minute:02}", f"Thursday at {hour}.{moment.minute:02}"]
    for text in texts:
        when = read(text, language)
        assert (when.date, when.time, when.problem) == (date(2026, 11, 26), moment, None)


@settings(max_examples=200, deadline=None)
@given(hour=st.integers(1, 12), minute=st.sampled_from([15, 30, 45]))
def test_halves_and_quarters_mean_the_same_time_in_every_language(hour, minute):
    dutch = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
    english = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ]
    following = hour % 12
    texts = {
        Language.EN: {
            15: f"quarter past {english[hour - 1]}",
            30: f"half past {english[hour - 1]}",
            45: f"quarter to {english[following]}",
        },
        Language.NL: {
            15: f"kwart over {dutch[hour - 1]}",
            30: f"half {dutch[following]}",
            45: f"kwart voor {dutch[following]}",
        },
        Language.ZH_HANT: {
            15: f"{chinese(hour)}點三個字",
            30: f"{chinese(hour)}點半",
            45: f"{chinese(hour)}點九",
        },
        Language.ZH_HANS: {
            15: f"{chinese(hour)}点一刻",
            30: f"{chinese(hour)}点半",
            45: f"{chinese(hour)}点三刻",
        },
    }
    read_back = {read(texts[language][minute], language) for language in Language}
    assert len(read_back) == 1
    when = read_back.pop()
    times = [when.time] if when.time else [choice.time for choice in when.choices]
    assert {moment.hour % 12 for moment in times} == {hour % 12}
    assert {moment.minute for moment in times} == {minute}


@settings(max_examples=300, deadline=None)
@given(text=st.text(), language=LANGUAGES, known=st.booleans())
@example("星期" * 50, Language.ZH_HANT, False)
@example("29 february 0000", Language.EN, True)
@example("99/99/99 99:99 0 0月0日", Language.ZH_HANS, True)
def test_no_text_breaks_the_reading(text, language, known):
    read(text, language, given=TODAY if known else None)


WORDS = [
    "tomorrow",
    "next",
    "week",
    "tuesday",
    "3",
    "pm",
    "31/12",
    "2026",
    "not",
    "or",
    "over",
    "een",
    "half",
    "uur",
    "dinsdag",
    "volgende",
    "kwart",
    "voor",
    "12",
    "in",
    "99999",
    "days",
    "weeks",
    "months",
    "over",
    "500",
    "weken",
    "9月31日",
    "星期",
    "三",
    "點",
    "半",
    "下",
    "個字",
    "不是",
    "或者",
    "至",
    "-",
    ".",
    ",",
    "after",
    "before",
]


@settings(max_examples=500, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=12), language=LANGUAGES)
def test_what_is_accepted_lies_in_the_future(words, language):
    when = read(" ".join(words), language)
    if when.problem is None and when.date:
        assert when.date >= TODAY
        assert when.time is None or datetime.combine(when.date, when.time, NOW.tzinfo) >= NOW
    if when.problem is not Problem.AMBIGUOUS:
        assert not when.choices


@settings(max_examples=100, deadline=None)
@given(hours=st.integers(-11, 13), language=LANGUAGES)
def test_the_clinics_zone_counts_wherever_the_clock_stands(hours, language):
    now = NOW.astimezone(ZoneInfo(f"Etc/GMT{-hours:+d}"))
    for text in ("2026-11-24 15:00", "15:00"):
        assert read(text, language, now=now) == read(text, language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "piece", ["tuesday at 3 or ", "1", "星期三", "over een ", "not on ", "3-4/", "a@", "half "]
)
def test_a_long_text_takes_no_longer_than_its_length(piece, language):
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        taken = []
        for _ in range(3):
            start = clock.process_time()
            read(text, language)
            taken.append(clock.process_time() - start)
        return min(taken)

    read("", language)
    assert seconds(2000) < 0.05 + 12 * seconds(400)


def test_the_tables_can_be_made_before_the_first_message_needs_them() -> None:
    grammars.cache_clear()
    read_all_grammars()

    assert grammars.cache_info().currsize == len(Language)

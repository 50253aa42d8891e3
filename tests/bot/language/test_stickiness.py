from __future__ import annotations

import pytest

from knowledge.language import Language

SHORT = [
    *("ok", "okay", "ja", "nee", "no", "hi", "hallo", "top", "thanks", "bedankt", "stop", "help"),
    *("cupping", "massage", "tuina", "Qigong!", "guasha", "TCM", "12", "+852 2526 7908", "🙏👍", "?", ""),
    *("Troy", "Dr. Troy Sing", "Yao Tong Pian", "Zheng Hong Hua You", "tui na", "WhatsApp", "Hong Kong"),
    *("ok ok ok", "ja ja ja", "haha", "jan@voorbeeld.nl", "https://example.org/hoe-lang", "好", "ツ"),
]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("text", SHORT)
def test_a_short_ambiguous_message_stays_in_the_language_of_the_conversation(decide, language, text):
    assert decide(text, language).language is language
    assert decide(text, language, "ja-JP").language is language
    assert not decide(text, language).unsupported


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("text", SHORT)
def test_a_short_ambiguous_message_takes_the_language_of_the_page(decide, language, text):
    assert decide(text, locale=language.value).language is language


@pytest.mark.parametrize("text", ["session length", "back pain", "appointment", "rugpijn", "prijs"])
@pytest.mark.parametrize("language", Language)
def test_one_or_two_borrowed_words_do_not_leave_the_conversation(decide, language, text):
    assert decide(text, language).language is language


@pytest.mark.parametrize("text", ["a.s. do kwart over 1", "do half elf?", "wo 16 dec half 5", "3 p.m."])
def test_abbreviations_in_a_time_do_not_leave_dutch(decide, text):
    assert decide(text, Language.NL).language is Language.NL


@pytest.mark.parametrize("text", ["rugpijn", "openingstijden", "waarom"])
def test_a_clear_word_says_more_than_the_page(decide, text):
    assert decide(text, locale="en-GB").language is Language.NL


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hoe lang", Language.NL),
        ("how much", Language.EN),
        ("針灸", Language.ZH_HANT),
        ("谢谢", Language.ZH_HANS),
    ],
)
@pytest.mark.parametrize("remembered", Language)
def test_a_short_message_that_is_sure_switches(decide, remembered, text, language):
    assert decide(text, remembered).language is language


def test_what_is_remembered_comes_before_the_page(decide):
    assert decide("ok", Language.NL, "zh-HK").language is Language.NL


@pytest.mark.parametrize("locale", [None, "", "de-DE", "ja", "nonsense"])
def test_without_anything_known_the_answer_is_in_english(decide, locale):
    assert decide("ok", locale=locale).language is Language.EN
    assert decide("12345", locale=locale).language is Language.EN

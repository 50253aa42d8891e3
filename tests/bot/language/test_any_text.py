from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.decision import LanguageDecision
from knowledge.language import Language

DECISION = LanguageDecision()
ANY_TEXT = st.text(st.characters(exclude_categories=()))
LANGUAGES = st.sampled_from([None, *Language])


@settings(max_examples=200, deadline=None)
@given(text=ANY_TEXT, remembered=LANGUAGES, locale=st.one_of(st.none(), ANY_TEXT))
def test_any_text_and_any_locale_give_a_language(text, remembered, locale):
    decision = DECISION.decide(text, remembered=remembered, locale=locale)
    assert isinstance(decision.language, Language)


@settings(max_examples=100, deadline=None)
@given(text=st.text("0123456789 .,!?-+()…🙏😀👍\n\t\u200b\u200f\x00"), remembered=st.sampled_from(Language))
def test_a_text_without_letters_changes_nothing(text, remembered):
    decision = DECISION.decide(text, remembered=remembered, locale="de")
    assert decision.language is remembered
    assert not decision.unsupported


@pytest.mark.parametrize(
    "text", ["\ud800 hoe lang duurt het", "hoe\u200b lang\u200f duurt het", "HOE LANG DUURT HET"]
)
def test_odd_characters_hide_no_language(text):
    assert DECISION.decide(text, remembered=Language.EN, locale=None).language is Language.NL


def test_a_very_long_text_is_decided_at_once():
    text = "hoe lang duurt een behandeling voor mijn rug " * 2500
    start = time.perf_counter()
    assert DECISION.decide(text, remembered=None, locale=None).language is Language.NL
    assert time.perf_counter() - start < 0.1

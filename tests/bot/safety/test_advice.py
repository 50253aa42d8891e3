"""The reviewed texts keep their limits in every language."""

from __future__ import annotations

import re

import pytest

from bot.safety.advice import Advice, read_advice
from bot.safety.red_flag import read_red_flags
from knowledge.clinic import read_clinic
from knowledge.language import Language
from knowledge.topic_file import KNOWLEDGE

FLAGS = read_red_flags()


@pytest.fixture(scope="module")
def advice() -> Advice:
    return read_advice(read_clinic(KNOWLEDGE / "clinic.yml"), FLAGS)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("flag", FLAGS.values(), ids=list(FLAGS))
def test_a_warning_is_short_and_names_the_number(advice: Advice, flag, language: Language) -> None:
    message = advice.warning(flag, language, "NL")
    text = message["text"]

    assert "112" in text
    assert "{" not in text
    length = len(re.sub(r"\s", "", text)) if language.is_chinese else len(text.split())
    assert length <= (160 if language.is_chinese else 80)
    assert message["suggestions"][0]["title"]


def test_an_unknown_country_gets_the_clinics_number(advice: Advice) -> None:
    assert "999" in advice.warning(FLAGS["stroke"], Language.EN, "ZZ")["text"]

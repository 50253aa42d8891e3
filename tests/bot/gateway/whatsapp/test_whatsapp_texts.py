"""The words and locales of the WhatsApp rules are there in all four languages."""

from __future__ import annotations

import re

import pytest

from bot.gateway.whatsapp.notices import Notice, notice
from bot.gateway.whatsapp.phone_locale import locale_of
from bot.gateway.whatsapp.sender import Sender
from bot.safety.advice import probable_country
from knowledge.clinic import ClinicProfile, read_clinic
from knowledge.language import Language
from knowledge.topic_file import KNOWLEDGE


@pytest.fixture(scope="module")
def profile() -> ClinicProfile:
    return read_clinic(KNOWLEDGE / "clinic.yml")


@pytest.mark.parametrize("kind", Notice)
def test_every_notice_is_written_in_every_language(kind: Notice, profile: ClinicProfile) -> None:
    texts = {language: notice(kind, language, profile)["text"] for language in Language}

    assert len(set(texts.values())) == 4
    for language, text in texts.items():
        assert bool(re.search(r"[\u4e00-\u9fff]", text)) == language.is_chinese
        assert "{" not in text


@pytest.mark.parametrize("kind", [Notice.ONLY_TEXT, Notice.UNANSWERED])
def test_it_names_the_way_to_a_person(kind: Notice, profile: ClinicProfile) -> None:
    for language in Language:
        assert profile.phone in notice(kind, language, profile)["text"]


@pytest.mark.parametrize(
    ("phone", "user", "locale"),
    [
        ("31612345678", None, "nl-NL"),
        ("32412345678", None, "nl-BE"),
        ("85290000001", None, "zh-HK"),
        ("85366000001", None, "zh-MO"),
        ("8613800000001", None, "zh-CN"),
        ("886900000001", None, "zh-TW"),
        ("447700900001", None, "en-GB"),
        ("12025550101", None, "en-US"),
        ("35312345678", None, "en-IE"),
        ("99900000001", None, None),
        (None, "NL.ab12", "nl-NL"),
        (None, "XX.ab12", None),
        ("85290000001", "NL.ab12", "zh-HK"),
        ("99900000001", "NL.ab12", "nl-NL"),
    ],
)
def test_the_number_tells_the_locale(phone: str | None, user: str | None, locale: str | None) -> None:
    assert locale_of(Sender(user, phone)) == locale


@pytest.mark.parametrize(("phone", "number"), [("31612345678", "112"), ("8613800000001", "120")])
def test_the_locale_tells_the_emergency_number(phone: str, number: str, profile: ClinicProfile) -> None:
    country = probable_country(locale_of(Sender(None, phone)), profile)

    assert profile.emergency_numbers[country] == number

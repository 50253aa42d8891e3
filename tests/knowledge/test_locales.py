"""The four languages, and which of them a page's locale means."""

from __future__ import annotations

import pytest

from knowledge.language import Language


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("en", Language.EN),
        ("en-GB", Language.EN),
        ("EN_us", Language.EN),
        ("nl", Language.NL),
        ("nl-BE", Language.NL),
        ("nl_NL", Language.NL),
        ("zh-Hant", Language.ZH_HANT),
        ("zh-HK", Language.ZH_HANT),
        ("zh_TW", Language.ZH_HANT),
        ("zh-MO", Language.ZH_HANT),
        ("zh-Hant-CN", Language.ZH_HANT),
        ("yue", Language.ZH_HANT),
        ("yue-Hant-HK", Language.ZH_HANT),
        ("zh-Hans", Language.ZH_HANS),
        ("zh-CN", Language.ZH_HANS),
        ("zh-SG", Language.ZH_HANS),
        ("zh-Hans-HK", Language.ZH_HANS),
        ("zh", Language.ZH_HANS),
        ("de-DE", None),
        ("english", None),
        ("", None),
        (None, None),
    ],
)
def test_a_locale_means_one_language_or_none(locale: str | None, language: Language | None) -> None:
    assert Language.from_locale(locale) is language


@pytest.mark.parametrize("language", Language)
def test_each_language_is_the_locale_of_its_own_tag(language: Language) -> None:
    assert Language.from_locale(str(language)) is language
    assert language.is_chinese is language.startswith("zh")


def test_languages_are_named_as_their_speakers_write_them() -> None:
    assert [language.own_name for language in Language] == ["English", "Nederlands", "繁體中文", "简体中文"]

from __future__ import annotations

import pytest

from knowledge.language import Language

HANT, HANS = Language.ZH_HANT, Language.ZH_HANS
SAME_IN_BOTH = ["腰痛", "拔罐", "痛不痛", "推拿按摩"]


@pytest.mark.parametrize("text", SAME_IN_BOTH)
@pytest.mark.parametrize(
    ("remembered", "locale", "language"),
    [
        (None, None, HANT),
        (None, "en", HANT),
        (None, "zh-CN", HANS),
        (None, "zh-TW", HANT),
        (HANS, None, HANS),
        (HANS, "zh-HK", HANS),
        (HANT, "zh-CN", HANT),
        (Language.EN, "zh-CN", HANS),
        (Language.NL, None, HANT),
    ],
)
def test_characters_of_both_scripts_follow_the_conversation_then_the_page(
    decide, text, remembered, locale, language
):
    assert decide(text, remembered, locale).language is language


@pytest.mark.parametrize("text", ["唔係好痛", "佢哋喺邊", "痛唔痛㗎", "冇事", "有咩好食"])
@pytest.mark.parametrize("remembered", [None, *Language])
def test_cantonese_is_answered_in_traditional_characters(decide, text, remembered):
    assert decide(text, remembered).language is HANT


@pytest.mark.parametrize("text", ["点解唔得", "几耐", "唔该预约听日"])
@pytest.mark.parametrize("remembered", [None, *Language])
def test_cantonese_in_simplified_characters_stays_simplified(decide, text, remembered):
    assert decide(text, remembered).language is HANS


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("着高跟鞋返工會痛", HANT),
        ("腰酸背痛好耐,想揾個日子嚟睇下", HANT),
        ("高跟鞋对脊椎有影響吗", HANS),
        ("我的醫生說我脊椎有問題,吸烟有关吗", HANT),
    ],
)
def test_most_of_the_characters_decide_where_scripts_mix(decide, text, language):
    assert decide(text).language is language


def test_words_of_the_mainland_mean_simplified_only_where_nothing_is_known(decide):
    assert decide("腰疼").language is HANS
    assert decide("腰疼", HANT).language is HANT
    assert decide("腰疼", locale="zh-TW").language is HANT


@pytest.mark.parametrize("text", ["腰痛片", "正紅花油", "正红花油"])
def test_the_chinese_name_of_a_remedy_carries_no_language(decide, text):
    assert decide(text, Language.NL).language is Language.NL


def test_a_name_alone_is_answered_in_its_script_where_nothing_is_known(decide) -> None:
    assert decide("正紅花油").language == "zh-Hant"
    assert decide("正红花油").language == "zh-Hans"

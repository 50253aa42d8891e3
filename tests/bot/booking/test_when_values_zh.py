"""Chinese: what words and figures mean, in messages that name one day or time in an unusual way."""

from __future__ import annotations

import pytest

from knowledge.language import Language
from tests.bot.booking.when_reader import said

CHINESE = pytest.mark.parametrize("language", [Language.ZH_HANT, Language.ZH_HANS])


@CHINESE
@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("聽日石點半", "11-24 10:30"),
        ("周五士一点", "11-27 11:00"),
        ("星期三下午3典半", "11-25 15:30"),
        ("後日11店", "11-25 11:00"),
        ("明天下午三点拌", "11-24 15:30"),
        ("下周二陆点", "12-01 18:00"),
        ("聽日9:3O", "11-24 09:30"),
        ("1越5号下午3点", "2027-01-05 15:00"),
        ("12月5耗下午兩點", "12-05 14:00"),
        ("性期三朝早", "11-25 morning"),
        ("李拜五四點", "11-27 16:00"),
        ("州三下午两点", "11-25 14:00"),
        ("後天下五", "11-25 afternoon"),
        ("聽日下咒三點", "11-24 15:00"),
        ("護士點半得閒", "? 13:30"),
        ("酒店三點", "? 15:00"),
        ("5店有位嗎", ""),
        ("坐的士點去", ""),
    ],
)
def test_a_character_that_sounds_or_looks_alike_is_put_right_where_it_can_be_no_other(
    text, language, understood
):
    assert said(text, language) == understood


@CHINESE
@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("星期五 弍點", "11-27 14:00"),
        ("廿捌號三點", "11-28 15:00"),
        ("禮拜六拾點", "11-28 10:00"),
        ("12月拾伍號四點", "12-15 16:00"),
        ("周伍三点", "11-27 15:00"),
        ("27年12月1號", "2027-12-01"),
        ("二〇二七年一月五號下午兩點", "2027-01-05 14:00"),
        ("26/12/3 下午三點", "12-03 15:00"),
        ("今年27，12月1號三點", "12-01 15:00"),
    ],
)
def test_numbers_may_be_formal_and_years_short(text, language, understood):
    assert said(text, language) == understood


@CHINESE
@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("是日下午四時", "11-23 16:00"),
        ("本日上午十一點", "11-23 11:00"),
        ("今午兩點半", "11-23 14:30"),
        ("明晨十點", "11-24 10:00"),
        ("12月3號，次日上午十點", "12-04 10:00"),
        ("我是日本人，明天三點", "11-24 15:00"),
        ("後日下晌", "11-25 afternoon"),
        ("下周二下半天", "12-01 afternoon"),
        ("周三上半天班，下午可以", "11-25 afternoon"),
        ("星期三食完早餐", "11-25 morning"),
        ("星期四下午茶時間", "11-26 afternoon"),
        ("星期三食飯鐘", "11-25 afternoon"),
        ("藥係早飯後食定晚飯後食", ""),
    ],
)
def test_today_and_the_parts_of_a_day_have_many_names(text, language, understood):
    assert said(text, language) == understood


@CHINESE
@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("早晨呀，聽日三點", "11-24 15:00"),
        ("早晨王醫師，聽日三點", "11-24 15:00"),
        ("早晨十點有冇位", "? 10:00"),
        ("上午好，想約聽日三點", "11-24 15:00"),
        ("我要瞓晏覺，所以上午好", "? morning"),
        ("我同老公都係上午好", "? morning"),
    ],
)
def test_a_greeting_is_no_part_of_the_day(text, language, understood):
    assert said(text, language) == understood


@CHINESE
@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("改掛三號，聽日四點得唔得", "11-24 16:00"),
        ("風球3號，聽日三點照開嗎", "11-24 15:00"),
        ("大廈門牌係21號，星期三三點", "11-25 15:00"),
        ("新地址係二百六十四號，星期三三點", "11-25 15:00"),
        ("佢喺48號病房，聽日三點", "11-24 15:00"),
        ("食咗止痛藥六日，想問下", ""),
        ("醫師叫我戒生冷十四日，想約聽日三點", "11-24 15:00"),
        ("血脂3.9，血糖6.1，聽日三點", "11-24 15:00"),
        ("血壓早上150，晚上130，12月4號來", "12-04"),
        ("AMH 1.2，聽日三點", "11-24 15:00"),
        ("我叫周六一，聽日三點", "11-24 15:00"),
        ("1990年2月出世，聽日三點", "11-24 15:00"),
        ("上個月15號下午3點來過，聽日四點", "11-24 16:00"),
        ("上個月26號你哋收多咗錢", ""),
        ("舊年今日都係咁", ""),
        ("上年十二月四號都係你睇", ""),
        ("去年12月3号来过，明天三点", "11-24 15:00"),
        ("到今日仲痛，聽日三點", "11-24 15:00"),
        ("今日係第九日，想問戒口", ""),
    ],
)
def test_other_numbers_and_days_long_past_are_no_wish(text, language, understood):
    assert said(text, language) == understood


@CHINESE
@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("星期六十點，收費會唔會貴一點", "11-28 10:00"),
        ("吃藥一點作用沒有，明天三點", "11-24 15:00"),
        ("同事話一點不痛，周四四點", "11-26 16:00"),
        ("四點五十分，放工前一點", "? 16:50"),
        ("我同阿媽排同一時段，周三朝早", "11-25 morning"),
        ("等陣，我睇睇日曆先", ""),
        ("瞓一陣先，12月4號三點", "12-04 15:00"),
        ("等陣間過嚟得唔得", "11-23"),
        ("今個禮拜三夜班落班，後日十點", "11-25 10:00"),
        ("14.45可以", "? 14:45"),
        ("明天9.45", "11-24 09:45"),
        ("12.5上午", "12-05 morning"),
    ],
)
def test_a_bit_and_a_while_are_no_times_and_a_time_is_no_date(text, language, understood):
    assert said(text, language) == understood


@CHINESE
@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("過三個禮拜嘅今日十點", "12-14 10:00"),
        ("下下個禮拜嘅今日三點", "12-07 15:00"),
        ("隔兩個星期，即係12月7號，十點", "12-07 10:00"),
        ("从今天算两周后的周三，下午一点", "12-09 13:00"),
        ("休產假最後一週，1月28號十一點", "2027-01-28 11:00"),
        ("聖誕放完假嗰個星期二", "12-29"),
        ("冬至後面嗰個星期五", "12-25"),
        ("做冬第二日十點", "12-23 10:00"),
        ("我會提前一天過關，約12月9日十點", "12-09 10:00"),
        ("聽日要開會唔得，第二日11月25號三點", "11-25 15:00"),
        ("12月15號考試，之前嗰個星期五三點", "12-11 15:00"),
        ("12月9號開刀，之後嗰個星期一朝早", "12-14 morning"),
        ("之後嗰個星期一三點", "ambiguous ? 15:00"),
        ("十二月尾最後一個星期二", "12-29"),
        ("下個月倒數第二天", "12-30"),
        ("下個月尾二嗰個星期四", "12-24"),
        ("12月中15號下午三點", "12-15 15:00"),
        ("月尾28號十點", "11-28 10:00"),
        ("三十一號除夕下午兩點", "12-31 14:00"),
        ("12月30號，除夕前一日，十點", "12-30 10:00"),
        ("年三十晚", "ambiguous"),
    ],
)
def test_a_day_is_counted_from_another_in_many_words(text, language, understood):
    assert said(text, language) == understood


@CHINESE
@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("不是星期三，就是星期四", "ambiguous [11-25] [11-26]"),
        ("唔係三號就係四號，你睇邊日", "ambiguous [12-03] [12-04]"),
        ("我講嘅唔係星期三，係星期四", "11-26"),
        ("12月3日或4日均可", "ambiguous [12-03] [12-04]"),
        ("1月5號同6號邊日得", "ambiguous [2027-01-05] [2027-01-06]"),
        ("一月十六同十七都得", "ambiguous [2027-01-16] [2027-01-17]"),
        ("12月10或者11，你哋邊日有位", "ambiguous [12-10] [12-11]"),
        ("12月3號或4點", "12-03 16:00"),
        ("最近邊日得閒", "ambiguous"),
        ("無所謂，你哋安排", "ambiguous"),
        ("越快越好！", "ambiguous"),
        ("星期五朝早晏晝都得", "11-27"),
        ("聽朝或者下晝都得", "ambiguous 11-24 [11-24 morning] [11-24 afternoon]"),
        ("12/9個下晝得唔得", "12-09 afternoon"),
    ],
)
def test_a_choice_is_asked_about_and_who_takes_any_half_of_the_day_is_not(text, language, understood):
    assert said(text, language) == understood

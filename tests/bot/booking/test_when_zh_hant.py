"""Chinese of Hong Kong, Cantonese included: which day and time a message asks for."""

from __future__ import annotations

import pytest

from knowledge.language import Language
from tests.bot.booking.when_reader import GIVEN, said


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("聽日三點", "11-24 15:00"),
        ("後日朝早十點半", "11-25 10:30"),
        ("大後日 下晝 兩點", "11-26 14:00"),
        ("今晚七點", "11-23 19:00"),
        ("聽朝九點半", "11-24 09:30"),
        ("聽晏", "11-24 afternoon"),
        ("聽晚", "11-24 evening"),
        ("星期三三點三個字", "11-25 15:15"),
        ("下星期二下午三點", "12-01 15:00"),
        ("今個禮拜五 三點九", "11-27 15:45"),
        ("下下個禮拜一朝早", "12-07 morning"),
        ("十二月三號 11點", "12-03 11:00"),
        ("12月3日下午3點半", "12-03 15:30"),
        ("3/12 下晝4點", "12-03 16:00"),
        ("廿三號", "11-23"),
        ("廿六號三點踏四", "11-26 15:20"),
        ("聽日正午", "11-24 12:00"),
        ("聽日中午", "11-24 12:00"),
        ("三日後", "11-26"),
        ("半個鐘後", "11-23 10:00"),
        ("唔係，星期三", "11-25"),
        ("唔係 星期三", "11-25"),
        ("唔係星期二，係星期三", "11-25"),
        ("星期二唔得，星期三得唔得？", "11-25"),
        ("上星期三扭親，想約聽日三點", "11-24 15:00"),
        ("我想約下星期三做針灸，電話 9123 4567，姓陳，34歲", "12-02"),
        ("聽日15:00針灸", "11-24 15:00"),
        ("12月3日 10:30 針灸，扎過三針", "12-03 10:30"),
        ("聽日四點後", "11-24 afternoon"),
        ("聽日十二點前", "11-24 morning"),
        ("早晨，我想聽日朝早嚟", "11-24 morning"),
        ("痛咗三日，可唔可以聽日睇", "11-24"),
        ("由星期二改到星期三三點", "11-25 15:00"),
        ("聽日晏晝三點", "11-24 15:00"),
        ("十二月三日星期四 10:30", "12-03 10:30"),
        ("星期五晚", "11-27 evening"),
        ("下個月三號", "12-03"),
        ("聽日兩點一個字", "11-24 14:05"),
        ("星期三三點三", "11-25 15:15"),
        ("我想book下星期四 2:30pm", "12-03 14:30"),
        ("下個禮拜六上晝十一點正", "12-05 11:00"),
        ("禮拜五晏晝四點三個字", "11-27 16:15"),
        ("點半得唔得，聽日", "11-24 13:30"),
        ("12月5號朝早", "12-05 morning"),
        ("聽日放工後", "11-24"),
        ("唔係星期三，係星期四", "11-26"),
        ("我星期一跌親，想約星期四下午", "11-26 afternoon"),
        ("大概四點左右", "? 16:00"),
        ("星期四夜晚八點", "11-26 20:00"),
        ("可唔可以改做星期五？", "11-27"),
        ("十二月十號下午兩點三刻", "12-10 14:45"),
        ("聽日11點45分", "11-24 11:45"),
        ("後日三點踏正", "11-25 15:00"),
        ("30號下午三點", "11-30 15:00"),
        ("聽日10:00", "11-24 10:00"),
        ("十二月廿四號", "12-24"),
        ("兩個禮拜後嘅星期三", "12-09"),
        ("兩星期後", "12-07"),
        ("今日下晝", "11-23 afternoon"),
        ("今日五點", "11-23 17:00"),
        ("嚟緊星期五三點半", "11-27 15:30"),
        ("星期日", "11-29"),
        ("聽晚七點半", "11-24 19:30"),
        ("後日晏晝三點九", "11-25 15:45"),
        ("傍晚六點", "? 18:00"),
        ("聽日傍晚", "11-24 evening"),
        ("下下星期三", "12-09"),
        ("後晚", "11-25 evening"),
        ("我腰痛咗兩個星期，想約下星期二朝早十點", "12-01 10:00"),
        ("聽日三點零五分", "11-24 15:05"),
        ("星期六一點", "11-28 13:00"),
        ("十一點", "? 11:00"),
        ("聽日十二點", "11-24 12:00"),
        ("拜五三點", "11-27 15:00"),
        ("星期4下午3點", "11-26 15:00"),
        ("聽日食晏時間", "11-24 afternoon"),
        ("我想約後日，最好晏晝尾", "11-25 afternoon"),
        ("星期四下晝三點半左右", "11-26 15:30"),
        ("下個禮拜三兩點鐘", "12-02 14:00"),
        ("唔該幫我book聽日晏晝四點", "11-24 16:00"),
        ("十二月四號朝早十點四十五分", "12-04 10:45"),
        ("5/12/2026 11:30", "12-05 11:30"),
        ("八號十點一刻", "12-08 10:15"),
        ("拜三朝早九點正", "11-25 09:00"),
        ("星期五十一點前", "11-27 morning"),
        ("星期五兩點之後", "11-27 afternoon"),
        ("星期三十點至十二點", "11-25 morning"),
        ("聽日09:00", "11-24 09:00"),
        ("星期二，朝早唔得", "11-24"),
        ("唔係聽日，係後日三點", "11-25 15:00"),
        ("星期二我冇時間，星期四兩點得唔得？", "11-26 14:00"),
        ("唔好意思，講錯咗，係星期五十點", "11-27 10:00"),
        ("係五點唔係四點", "? 17:00"),
        ("下星期日十一點", "12-06 11:00"),
        ("今日四點", "11-23 16:00"),
        ("今晚八點", "11-23 20:00"),
        ("前日搬嘢整親條腰，今日兩點得唔得？", "11-23 14:00"),
        ("由上星期五開始條頸好硬，星期三四點半得唔得", "11-25 16:30"),
        ("我1980年5月3日出生，想約星期五兩點", "11-27 14:00"),
        ("12月4日（星期五）", "12-04"),
        ("十一月二十四號", "11-24"),
        ("11月23日下午四點", "11-23 16:00"),
        ("十日後", "12-03"),
        ("兩個鐘後", "11-23 11:30"),
        ("我痛咗成個月，想下星期五朝早十點半嚟", "12-04 10:30"),
        ("想約12月1號星期二十點", "12-01 10:00"),
        ("聽日十點九", "11-24 10:45"),
        ("聽日三點搭五", "11-24 15:25"),
        ("下星期四三點三個字", "12-03 15:15"),
        ("今個星期六朝早", "11-28 morning"),
        ("陳生 6123 4567 星期三 下午2:30", "11-25 14:30"),
        ("可唔可以幫我改去下星期一朝早九點半", "11-30 09:30"),
        ("唔要星期三，要星期四", "11-26"),
        ("聽日下午一點三十分", "11-24 13:30"),
        ("後日十一點三", "11-25 11:15"),
        ("上晝十點", "? 10:00"),
        ("聽日下午", "11-24 afternoon"),
        ("十二月廿二", "12-22"),
        ("廿八號星期六十點", "11-28 10:00"),
        ("聽日早上九時半", "11-24 09:30"),
        ("十二月二日下午四時十五分", "12-02 16:15"),
        ("星期三晏晝兩點九", "11-25 14:45"),
        ("大後日點半", "11-26 13:30"),
        ("下下星期二兩點", "12-08 14:00"),
        ("聽朝十一點三個字", "11-24 11:15"),
        ("禮拜日", "11-29"),
        ("3月12日", "2027-03-12"),
        ("12/3 10am", "12-03 10:00"),
        ("十二點三個字 聽日", "11-24 12:15"),
        ("聽日三點到四點", "11-24 afternoon"),
        ("星期五下晝5點半收工後", "11-27 17:30"),
        ("一個月後", "12-23"),
        ("兩日後嘅下午三點", "11-25 15:00"),
        ("明年1月5號", "2027-01-05"),
        ("星期二同星期三都唔得，星期四啦", "11-26"),
        ("星期四得，十一點？", "11-26 11:00"),
        ("十二月一號兩點半", "12-01 14:30"),
        ("今個星期四三點一刻", "11-26 15:15"),
        ("星期五食完晏", "11-27 afternoon"),
        ("下個月九號下晝四點", "12-09 16:00"),
        ("四日後下晝兩點十五分", "11-27 14:15"),
        ("8/12 下晝五點一刻", "12-08 17:15"),
        ("改三點四十五分", "? 15:45"),
        ("今日正午", "11-23 12:00"),
        ("今日五點半", "11-23 17:30"),
        ("星期五朝早八點半", "11-27 08:30"),
        ("星期五夜晚七點", "11-27 19:00"),
        ("星期二13點", "11-24 13:00"),
        ("星期四全日得閒", "11-26"),
        ("朝早", "? morning"),
        ("上次係11月3號嚟，今次想12月3號三點", "12-03 15:00"),
        ("痛咗五日，兩日後嚟得唔得", "11-25"),
        ("星期一朝九點半", "11-30 09:30"),
        ("聽日下晝兩點半至三點", "11-24 afternoon"),
        ("聽日朝早9:30am", "11-24 09:30"),
        ("後日下晝嘅三點三", "11-25 15:15"),
        ("我想預約十二月八號星期二上午十一點，我叫陳大文，電話 6123-4567", "12-08 11:00"),
        ("你好，想約針灸，下星期三晏晝，我叫阿明，電話98765432", "12-02 afternoon"),
        ("星期四，五點", "11-26 17:00"),
        ("星期四五點", "11-26 17:00"),
        ("聽日十點鐘", "11-24 10:00"),
        ("星期二三點鐘", "11-24 15:00"),
        ("廿七號十一點九", "11-27 11:45"),
        ("十二月二十號", "12-20"),
        ("十二月三十號三點", "12-30 15:00"),
        ("星期四、五點", "11-26 17:00"),
        ("兩日後", "11-25"),
    ],
)
def test_a_day_and_a_time_are_read_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("今個禮拜五點半", "ambiguous 11-27"),
        ("1/12 10am", "ambiguous ? 10:00 [12-01 10:00] [2027-01-12 10:00]"),
        ("5/6 三點", "ambiguous ? 15:00 [2027-05-06 15:00] [2027-06-05 15:00]"),
        ("星期二或者星期三", "ambiguous [11-24] [11-25]"),
        ("三四點", "ambiguous [? 15:00] [? 16:00]"),
        ("聽日六七點", "ambiguous 11-24 [11-24 18:00] [11-24 19:00]"),
        ("二月三十一日", "impossible"),
        ("25點", "impossible"),
        ("琴日三點", "past 11-22 15:00"),
        ("下星期", "ambiguous"),
        ("星期一", "ambiguous [11-23] [11-30]"),
        ("下星期一至五邊日都得", "ambiguous"),
        ("星期三或星期四三點", "ambiguous ? 15:00 [11-25 15:00] [11-26 15:00]"),
        ("12月5日星期五", "ambiguous [11-27] [12-05]"),
        ("二月廿九號", "impossible"),
        ("聽日二十四點三十分", "impossible 11-24"),
        ("星期五十點或者十一點", "ambiguous 11-27 [11-27 10:00] [11-27 11:00]"),
        ("星期三定星期四", "ambiguous [11-25] [11-26]"),
        ("呢個週末", "ambiguous [11-28] [11-29]"),
        ("月尾", "ambiguous"),
        ("過兩日先", "ambiguous"),
        ("聽日4點幾", "ambiguous 11-24"),
        ("如果星期二唔得就星期三", "ambiguous [11-24] [11-25]"),
        ("過兩日", "ambiguous"),
        ("星期三點半", "ambiguous 11-25"),
        ("明年11月30號", "ambiguous"),
        ("聽日4點多", "ambiguous 11-24"),
        ("三四日後", "ambiguous"),
        ("兩三日後", "ambiguous"),
        ("四五號", "ambiguous"),
        ("下星期四或者五", "ambiguous"),
        ("我想要星期四多過星期五", "ambiguous [11-26] [11-27]"),
        ("星期四朝早或者下晝", "ambiguous 11-26 [11-26 morning] [11-26 afternoon]"),
        ("十一月三十一號", "impossible"),
        ("聽日三點六十分", "impossible 11-24"),
        ("聽日三點得唔得呀？唔得就四點", "ambiguous 11-24 [11-24 15:00] [11-24 16:00]"),
        ("兩點三點都得，聽日", "ambiguous 11-24 [11-24 14:00] [11-24 15:00]"),
        ("星期四、五都得", "ambiguous"),
        ("星期四定五", "ambiguous"),
        ("星期四至六都得", "ambiguous"),
    ],
)
def test_what_cannot_be_taken_says_why_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("三點", "12-03 15:00"),
        ("三點半得唔得", "12-03 15:30"),
        ("3", "12-03 15:00"),
    ],
)
def test_the_day_already_chosen_is_kept_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT, GIVEN) == understood


@pytest.mark.parametrize(
    "text",
    [
        "唔好星期一",
        "一個星期三次",
        "三個星期一次",
        "早一點得唔得",
        "初一得唔得",
        "逢星期三",
    ],
)
def test_what_is_no_wish_is_left_alone_in_zh_hant(text):
    assert said(text, Language.ZH_HANT) == ""


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("拜四下晝啦，我朝早要湊仔", "11-26 afternoon"),
        ("我驚朝早塞車，下星期三下晝啦", "12-02 afternoon"),
        ("八號去旅行，十號返，十一號朝早得唔得", "12-11 morning"),
        ("我朝早要湊仔", "? morning"),
    ],
)
def test_a_reason_gives_way_to_a_wish_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("聖誕前想做多次，12月22號三點", "12-22 15:00"),
        ("元旦之後，1月4日星期一", "2027-01-04"),
        ("聖誕前想做多次", "ambiguous"),
        ("星期三或者聖誕前", "ambiguous"),
    ],
)
def test_a_bound_gives_way_to_a_day_that_is_named_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("你話星期四同星期五有位，我揀星期五", "11-27"),
        ("你哋話淨係聽日四點同五點有位，咁我揀五點", "11-24 17:00"),
        ("你話星期四同星期五有位", "ambiguous [11-26] [11-27]"),
    ],
)
def test_what_is_chosen_of_an_offer_counts_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("我係上次扭親腳嗰個 聽朝九點三個字得唔得", "11-24 09:15"),
        ("今日下晝有冇位呀 瞓捩頸痛到震", "11-23 afternoon"),
        ("星期三三點扭親隻腳", ""),
    ],
)
def test_a_story_does_not_take_the_wish_beside_it_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("12/3", "12-03"),
        ("3/12", "12-03"),
        ("12/24 10:00", "12-24 10:00"),
        ("12/5/2026", "12-05"),
        ("1/2", "ambiguous [2027-01-02] [2027-02-01]"),
        ("5/6", "ambiguous [2027-05-06] [2027-06-05]"),
    ],
)
def test_figures_are_the_one_day_within_reach_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("下星期二唔得，星期四啦", "ambiguous [11-26] [12-03]"),
        ("今個星期二唔得，星期四啦", "11-26"),
        ("我1月5號返港，想約20號三點", "ambiguous ? 15:00"),
        ("我1月5號返港，想約6號三點", "2027-01-06 15:00"),
        ("婚禮12月19號 想18號朝早做", "12-18 morning"),
    ],
)
def test_a_day_may_be_of_the_week_or_month_of_another_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("我想問下下個禮拜三三點", "12-02 15:00"),
        ("我想問下星期六朝早", "ambiguous ? morning [11-28 morning] [12-05 morning]"),
        ("下下個禮拜三三點", "12-09 15:00"),
    ],
)
def test_a_verb_may_take_the_word_for_next_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("聽日15:00-16:00", "11-24 afternoon"),
        ("聽日12nn", "11-24 12:00"),
        ("後日下晝03:30", "11-25 15:30"),
        ("日期 8/12 時間 1500", "12-08 15:00"),
        ("12月7日（二）下午2時", "ambiguous ? 14:00 [11-24 14:00] [12-07 14:00]"),
        ("由今日計起兩個星期後", "12-07"),
        ("24號平安夜", "12-24"),
    ],
)
def test_other_ways_to_write_a_moment_are_read_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    "text",
    [
        "隔日做一次夠唔夠",
        "你哋九點半開定十點開",
        "頭先十點打咗電話冇人聽",
        "上午同下午邊個時段少人啲",
        "等我問下老公先 今晚話你知",
        "聽日三點嗰個唔要喇",
    ],
)
def test_intervals_hours_calls_and_cancellations_are_no_wish_in_zh_hant(text):
    assert said(text, Language.ZH_HANT) == ""


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("除咗星期二邊日都得", "ambiguous"),
        ("除咗星期三都得", "ambiguous"),
        ("星期四除咗下晝三點都得", "11-26"),
        ("如果星期四冇位，星期五都得", "ambiguous [11-26] [11-27]"),
        ("唔好約12月8號，嗰日我覆診", ""),
    ],
)
def test_the_only_day_denied_leaves_the_others_to_ask_for_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


def test_a_date_that_has_just_passed_is_not_taken_for_next_years_in_zh_hant():
    assert said("11月22號有冇位", Language.ZH_HANT) == "past 11-22"
    assert said("十一月二十號下晝三點", Language.ZH_HANT) == "past 11-20 15:00"


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("呢個月廿七，一點踏三", "11-27 13:15"),
        ("下個月十二朝早十點", "12-12 10:00"),
        ("轉去廿六啦，本來廿四嗰個唔得", "11-26"),
        ("廿七朝早十點得唔得", "11-27 10:00"),
        ("我今年廿六，腰痛", ""),
        ("佢住咗十八日，想約聽日三點", "11-24 15:00"),
        ("學校十二月二十二日放假，我二十三日就可以來了", "12-23"),
        ("四日（星期五）下午三點", "12-04 15:00"),
    ],
)
def test_a_number_alone_is_a_day_of_the_month_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("後日九點一開門就到", "11-25 09:00"),
        ("聽日三點一，得唔得", "11-24 15:05"),
        ("想約四點半 日子冇所謂", "? 16:30"),
        ("聽日四時三十分前往貴診所", "11-24 16:30"),
        ("聽日三點半開始應該夠時間", "11-24 15:30"),
        ("我四十三 十二月二十九號 四點半", "12-29 16:30"),
    ],
)
def test_the_words_behind_a_time_are_no_part_of_it_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("聽日叁點鐘得唔得", "11-24 15:00"),
        ("後日下晝肆點半", "11-25 16:30"),
        ("聽日3點3個骨", "11-24 15:45"),
        ("伍醫師聽日得閒嗎", "11-24"),
    ],
)
def test_numerals_may_be_formal_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("舊年冬至開始痛，聽日三點", "11-24 15:00"),
        ("12月3號後三日都得", "ambiguous"),
        ("下個月10:30", "ambiguous ? 10:30"),
        ("星期三一下晝都得閒", "11-25 afternoon"),
        ("每個星期三都得，嚟緊嗰個三點", "11-25 15:00"),
    ],
)
def test_other_words_are_not_taken_for_a_counted_day_in_zh_hant(text, understood):
    assert said(text, Language.ZH_HANT) == understood

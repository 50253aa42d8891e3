"""Days counted from a day that is named by its date or its holiday, in Chinese."""

from __future__ import annotations

from datetime import date

import pytest

from bot.booking.when.solstices import next_winter_solstice
from knowledge.language import Language
from tests.bot.booking.when_reader import said


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("平安夜的前兩天上午", "12-22 morning"),
        ("聖誕三日後下晝三點", "12-28 15:00"),
        ("12月3號之後兩日朝早", "12-05 morning"),
        ("12月1號一個禮拜後下晝三點", "12-08 15:00"),
        ("聖誕前夕三點", "12-24 15:00"),
        ("12月13號飛，飛之前兩日朝早得嗎", "12-11 morning"),
        ("前兩日扭到腰，想約星期五三點", "11-27 15:00"),
        ("聽日唔得，下星期同一日就得，下晝兩點", "12-01 14:00"),
        ("聽日起計兩個禮拜，四點", "12-08 16:00"),
        ("一個禮拜後嘅聽日，朝早", "12-01 morning"),
        ("聽日嘅一個禮拜後，朝早", "12-01 morning"),
        ("聽日之後嗰日三點", "11-25 15:00"),
        ("星期四後兩日", "11-28"),
        ("12月10號改早兩日，三點", "12-08 15:00"),
        ("聖誕前一個星期嘅星期三", "12-16"),
        ("聖誕嗰個星期嘅星期二", "12-22"),
        ("元旦後一個星期嘅星期二", "2027-01-05"),
        ("12月3號嗰個星期", "ambiguous"),
    ],
)
def test_days_are_counted_from_the_day_named(text, understood):
    assert said(text, Language.ZH_HANT) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("过了圣诞节之后的第一个周二，下午三点", "12-29 15:00"),
        ("圣诞假期前的最后一个周二下午", "12-22 afternoon"),
        ("元旦后第一个工作日下午两点", "2027-01-04 14:00"),
        ("圣诞前最后一个工作日上午十点", "12-24 10:00"),
        ("过完冬至的第一个周四", "12-24"),
        ("今年最后一天上午", "12-31 morning"),
        ("今年最后一个周三下午", "12-30 afternoon"),
        ("明年第一个周一上午十点", "2027-01-04 10:00"),
        ("12月，第二个周四，下午三点", "12-10 15:00"),
    ],
)
def test_the_weekday_or_working_day_beside_a_day_is_read(text, understood):
    assert said(text, Language.ZH_HANS) == understood


def test_the_winter_solstice_has_its_date():
    assert said("冬至前一天下午两点", Language.ZH_HANS) == "12-21 14:00"
    assert said("冬至後兩日朝早", Language.ZH_HANT) == "12-24 morning"
    # As the almanac of Hong Kong has them.
    almanac = [
        date(2026, 12, 22),
        date(2027, 12, 22),
        date(2028, 12, 21),
        date(2029, 12, 21),
        date(2030, 12, 22),
    ]
    assert [next_winter_solstice(date(day.year, 1, 1)) for day in almanac] == almanac

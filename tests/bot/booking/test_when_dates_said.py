"""Days without a month beside a date that has one."""

from __future__ import annotations

import pytest

from knowledge.language import Language
from tests.bot.booking.when_reader import said


@pytest.mark.parametrize(
    ("text", "language", "understood"),
    [
        ("I fly home on 5 January, so the 7th at 10am please", Language.EN, "2027-01-07 10:00"),
        ("Ik kom 5 januari terug, dus graag de 7e om 10 uur", Language.NL, "2027-01-07 10:00"),
        ("我1月5號返港，想約7號十點", Language.ZH_HANT, "2027-01-07 10:00"),
        ("我1月20号飞北京，想约18号上午", Language.ZH_HANS, "2027-01-18 morning"),
        ("我12月30號返港，想約2號三點", Language.ZH_HANT, "2027-01-02 15:00"),
        ("聖誕之後想嚟，30號三點", Language.ZH_HANT, "12-30 15:00"),
    ],
)
def test_a_day_is_that_near_the_date_said_before_it(text, language, understood):
    assert said(text, language) == understood


@pytest.mark.parametrize(
    ("text", "language", "understood"),
    [
        ("I fly home on 5 January, so the 20th at 10am please", Language.EN, "ambiguous ? 10:00"),
        ("我1月5號返港，想約20號三點", Language.ZH_HANT, "ambiguous ? 15:00"),
        ("10月22号扭到脚，想约26号三点", Language.ZH_HANS, "11-26 15:00"),
    ],
)
def test_a_day_far_from_the_date_said_before_it_is_not_taken_to_be_of_its_month(text, language, understood):
    assert said(text, language) == understood

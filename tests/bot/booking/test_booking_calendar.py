"""At which moments an appointment may begin, and why not at others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.booking.calendar import Calendar
from bot.booking.errors import Refusal, UnknownService
from knowledge.booking_rules import BookingRules
from tests.bot.booking.bookings import NOW, hong_kong

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def in_amsterdam(calendar: Calendar, opens: time, closes: time) -> Calendar:
    hours = replace(calendar.hours, zone=AMSTERDAM, holiday_country="NL", week=((opens, closes),) * 7)
    return replace(calendar, hours=hours, rules=BookingRules(notice_minutes=0, days_ahead=365))


@pytest.mark.parametrize(
    ("start", "service", "refusal"),
    [
        ("2026-11-24 09:00", "acupuncture", None),
        ("2026-11-24 15:15", "acupuncture", None),
        ("2026-11-24 17:15", "acupuncture", None),  # ends as the clinic closes
        ("2026-11-24 17:30", "acupuncture", Refusal.OUTSIDE_HOURS),
        ("2026-11-24 17:00", "initial-consultation", None),
        ("2026-11-24 17:15", "initial-consultation", Refusal.OUTSIDE_HOURS),
        ("2026-11-24 08:45", "acupuncture", Refusal.OUTSIDE_HOURS),
        ("2026-11-24 00:00", "acupuncture", Refusal.OUTSIDE_HOURS),
        ("2026-11-28 12:15", "acupuncture", None),
        ("2026-11-28 12:30", "acupuncture", Refusal.OUTSIDE_HOURS),
        ("2026-11-29 10:00", "acupuncture", Refusal.CLOSED_DAY),
        ("2026-12-25 10:00", "acupuncture", Refusal.HOLIDAY),
        ("2026-12-26 10:00", "acupuncture", Refusal.HOLIDAY),
        ("2026-11-24 15:10", "acupuncture", Refusal.OFF_GRID),
        ("2026-11-24 15:00:01", "acupuncture", Refusal.OFF_GRID),
        ("2026-11-22 15:00", "acupuncture", Refusal.PAST),
        ("2026-11-23 09:15", "acupuncture", Refusal.PAST),
        ("2026-11-23 09:30", "acupuncture", Refusal.TOO_SOON),
        ("2026-11-23 11:15", "acupuncture", Refusal.TOO_SOON),
        ("2026-11-23 11:30", "acupuncture", None),
        ("2027-02-20 10:00", "acupuncture", None),  # day 89
        ("2027-02-22 10:00", "acupuncture", Refusal.TOO_FAR),  # day 91
    ],
)
def test_a_start_is_allowed_or_says_why_not(
    calendar: Calendar, start: str, service: str, refusal: Refusal | None
) -> None:
    assert calendar.refusal(hong_kong(start), service, now=NOW) is refusal


def test_the_last_day_is_booked_to_its_end(calendar: Calendar) -> None:
    calendar = replace(calendar, rules=BookingRules(days_ahead=1))

    assert calendar.refusal(hong_kong("2026-11-24 17:15"), "acupuncture", now=NOW) is None
    assert calendar.refusal(hong_kong("2026-11-25 09:00"), "acupuncture", now=NOW) is Refusal.TOO_FAR


def test_the_same_moment_said_in_another_zone_is_the_same(calendar: Calendar) -> None:
    start = hong_kong("2026-11-24 09:00").astimezone(ZoneInfo("America/New_York"))

    assert start.date() == date(2026, 11, 23)
    assert calendar.refusal(start, "acupuncture", now=NOW.astimezone(UTC)) is None


def test_the_starts_of_a_day_are_those_that_are_allowed(calendar: Calendar) -> None:
    starts = calendar.starts(date(2026, 11, 28), "acupuncture", now=NOW)

    assert [f"{start:%H:%M}" for start in starts][:2] == ["09:00", "09:15"]
    assert f"{starts[-1]:%H:%M}" == "12:15"
    assert len(starts) == 14
    assert calendar.starts(date(2026, 11, 29), "acupuncture", now=NOW) == []
    assert f"{calendar.starts(NOW.date(), 'acupuncture', now=NOW)[0]:%H:%M}" == "11:30"


def test_an_opening_beside_the_grid_starts_at_the_next_quarter(calendar: Calendar) -> None:
    hours = replace(calendar.hours, week=((time(9, 10), time(10, 20)),) * 7)
    starts = replace(calendar, hours=hours).starts(date(2026, 11, 24), "acupuncture", now=NOW)

    assert [f"{start:%H:%M}" for start in starts] == ["09:15", "09:30"]


def test_an_unknown_service_is_said(calendar: Calendar) -> None:
    with pytest.raises(UnknownService, match="'haircut' is no service"):
        calendar.refusal(hong_kong("2026-11-24 15:00"), "haircut", now=NOW)


def test_a_buffer_is_occupied_but_may_lie_after_closing(calendar: Calendar) -> None:
    buffered = replace(calendar, rules=BookingRules(buffer_minutes=10))
    start = hong_kong("2026-11-24 17:15")

    assert len(calendar.cells(start, "acupuncture")) == 3
    assert len(buffered.cells(start, "acupuncture")) == 4
    assert buffered.refusal(start, "acupuncture", now=NOW) is None


def test_a_time_that_summer_time_skips_is_refused(calendar: Calendar) -> None:
    night = in_amsterdam(calendar, time(0), time(6))
    now = datetime(2026, 3, 1, tzinfo=UTC)

    skipped = night.moment(date(2026, 3, 29), time(2, 30))
    assert night.refusal(skipped, "acupuncture", now=now) is Refusal.NO_SUCH_TIME
    starts = night.starts(date(2026, 3, 29), "acupuncture", now=now)
    assert [f"{start:%H:%M}" for start in starts][6:10] == ["01:30", "01:45", "03:00", "03:15"]


def test_the_hour_that_winter_time_repeats_is_there_twice(calendar: Calendar) -> None:
    night = in_amsterdam(calendar, time(2), time(4))
    now = datetime(2026, 10, 1, tzinfo=UTC)
    starts = night.starts(date(2026, 10, 25), "acupuncture", now=now)

    assert [f"{start:%H:%M%z}" for start in starts[:5]] == [
        "02:00+0200",
        "02:15+0200",
        "02:30+0200",
        "02:45+0200",
        "02:00+0100",
    ]
    assert all(night.refusal(start, "acupuncture", now=now) is None for start in starts)
    gaps = {b.astimezone(UTC) - a.astimezone(UTC) for a, b in pairwise(starts)}
    assert gaps == {timedelta(minutes=15)}


def test_notice_is_counted_in_real_hours_through_the_change_of_clocks(calendar: Calendar) -> None:
    night = in_amsterdam(calendar, time(0), time(6))
    night = replace(night, rules=BookingRules(notice_minutes=120))
    now = datetime(2026, 10, 25, 1, 30, tzinfo=AMSTERDAM)

    assert night.refusal(now.replace(hour=3, minute=0), "acupuncture", now=now) is None
    assert night.refusal(now.replace(hour=2, minute=30, fold=1), "acupuncture", now=now) is None
    assert night.refusal(now.replace(hour=2, minute=30), "acupuncture", now=now) is Refusal.TOO_SOON


def test_a_zone_of_quarters_has_the_grid_of_its_own_clocks(calendar: Calendar) -> None:
    hours = replace(calendar.hours, zone=ZoneInfo("Asia/Kathmandu"))
    starts = replace(calendar, hours=hours).starts(date(2026, 11, 24), "acupuncture", now=NOW)

    assert {start.minute for start in starts} == {0, 15, 30, 45}
    assert starts[0] == datetime(2026, 11, 24, 3, 15, tzinfo=UTC)

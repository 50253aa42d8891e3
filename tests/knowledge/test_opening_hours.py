"""When somebody is at the clinic: weekly hours, public holidays of Hong Kong, other time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.clinic import read_clinic

_FILE = Path(__file__).parent / "small_clinic" / "knowledge" / "clinic.yml"
_HOURS = read_clinic(_FILE).hours
_HONG_KONG = ZoneInfo("Asia/Hong_Kong")
_MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def hong_kong(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=_HONG_KONG)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23 08:59", False),
        ("2026-11-23 09:00", True),
        ("2026-11-23 17:59:59", True),
        ("2026-11-23 18:00", False),
        ("2026-11-28 09:00", True),
        ("2026-11-28 12:59", True),
        ("2026-11-28 13:00", False),
        ("2026-11-29 11:00", False),
    ],
)
def test_weekly_hours_end_when_the_clinic_closes(moment: str, is_open: bool) -> None:
    assert _HOURS.is_open(hong_kong(moment)) is is_open


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-01",  # New Year
        "2026-02-17",  # Lunar New Year, three days
        "2026-02-18",
        "2026-02-19",
        "2026-04-06",  # Easter Monday
        "2026-04-07",  # Ching Ming, which falls on Easter Sunday
        "2026-05-01",
        "2026-05-25",  # the Buddha's birthday, which falls on a Sunday
        "2026-06-19",  # Tuen Ng
        "2026-07-01",
        "2026-10-01",
        "2026-10-19",  # Chung Yeung, which falls on a Sunday
        "2026-12-25",
        "2027-02-08",  # Lunar New Year of another year
    ],
)
def test_the_clinic_keeps_the_public_holidays_of_hong_kong(day: str) -> None:
    assert date.fromisoformat(day).weekday() < 5
    assert not _HOURS.is_open(hong_kong(f"{day} 11:00"))
    assert _HOURS.on(date.fromisoformat(day)) is None


@pytest.mark.parametrize("day", ["2026-02-20", "2026-04-08", "2026-05-04", "2026-12-28"])
def test_it_is_open_again_after_a_holiday(day: str) -> None:
    assert _HOURS.is_open(hong_kong(f"{day} 11:00"))


def test_a_moment_of_another_time_zone_is_understood() -> None:
    assert _HOURS.is_open(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    assert not _HOURS.is_open(datetime(2026, 11, 23, 0, 59, tzinfo=UTC))
    amsterdam = datetime(2026, 11, 23, 2, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert _HOURS.is_open(amsterdam)
    assert _HOURS.closing(amsterdam) == hong_kong("2026-11-23 18:00")


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-11-23 07:00", "2026-11-23 09:00"),
        ("2026-11-23 09:00", "2026-11-24 09:00"),
        ("2026-11-23 20:00", "2026-11-24 09:00"),
        ("2026-11-27 18:00", "2026-11-28 09:00"),
        ("2026-11-28 13:00", "2026-11-30 09:00"),
        ("2026-11-29 23:59", "2026-11-30 09:00"),
        ("2026-02-16 18:00", "2026-02-20 09:00"),
        ("2026-12-24 18:00", "2026-12-28 09:00"),
        ("2026-12-31 18:00", "2027-01-02 09:00"),
    ],
)
def test_the_next_opening_skips_closed_days(moment: str, opening: str) -> None:
    found = _HOURS.next_opening(hong_kong(moment))
    assert found == hong_kong(opening)
    assert found.tzinfo == _HONG_KONG


def test_a_closed_clinic_has_no_closing_time() -> None:
    assert _HOURS.closing(hong_kong("2026-11-28 10:00")) == hong_kong("2026-11-28 13:00")
    for moment in ("2026-11-29 11:00", "2026-11-23 18:00", "2026-11-23 08:00", "2026-12-25 11:00"):
        with pytest.raises(ValueError, match="closed at that moment"):
            _HOURS.closing(hong_kong(moment))


def test_a_clinic_that_never_opens_says_so(tmp_path: Path) -> None:
    content = _FILE.read_text(encoding="utf-8")
    path = tmp_path / "clinic.yml"
    path.write_text(
        content.replace('"09:00-18:00"', "closed").replace('"09:00-13:00"', "closed"), encoding="utf-8"
    )

    with pytest.raises(ValueError, match=r"does not open within a month: check the hours in clinic\.yml"):
        read_clinic(path).hours.next_opening(hong_kong("2026-11-23 11:00"))


@given(_MOMENTS)
@settings(max_examples=100, deadline=None)
def test_the_next_opening_is_when_it_opens(moment: datetime) -> None:
    opening = _HOURS.next_opening(moment)
    assert opening > moment
    assert _HOURS.is_open(opening)
    assert not _HOURS.is_open(opening - timedelta(seconds=1))


@given(_MOMENTS.filter(_HOURS.is_open))
@settings(max_examples=50, deadline=None)
def test_it_stays_open_until_its_closing_time(moment: datetime) -> None:
    closing = _HOURS.closing(moment)
    assert _HOURS.is_open(closing - timedelta(seconds=1))
    assert not _HOURS.is_open(closing)
    assert closing.astimezone(_HONG_KONG).date() == moment.astimezone(_HONG_KONG).date()

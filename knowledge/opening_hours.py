"""When the clinic is open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import holidays

from knowledge.language import Language
from knowledge.source_file import Entry

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True)
class OpeningHours:
    """Weekly hours in the clinic's time zone; ``week[0]`` is Monday, None means closed."""

    week: tuple[tuple[time, time] | None, ...]
    holiday_country: str
    zone: ZoneInfo
    texts: Mapping[Language, str]

    def on(self, day: date) -> tuple[time, time] | None:
        """The hours of one day; None when the clinic is closed, as on public holidays."""
        if day in _public_holidays(self.holiday_country, day.year):
            return None
        return self.week[day.weekday()]

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody is there at a moment (aware datetime)."""
        local = moment.astimezone(self.zone)
        hours = self.on(local.date())
        return hours is not None and hours[0] <= local.time() < hours[1]

    def closing(self, moment: datetime) -> datetime:
        """When the clinic closes today, in its time zone.

        Raises:
            ValueError: when it is closed at that moment.
        """
        local = moment.astimezone(self.zone)
        hours = self.on(local.date())
        if hours is None or not self.is_open(moment):
            raise ValueError("the clinic is closed at that moment")
        return datetime.combine(local.date(), hours[1], self.zone)

    def next_opening(self, moment: datetime) -> datetime:
        """When the clinic opens next after a moment, in the clinic's time zone.

        Raises:
            ValueError: when it does not open within a month.
        """
        local = moment.astimezone(self.zone)
        for ahead in range(31):
            day = local.date() + timedelta(days=ahead)
            hours = self.on(day)
            if hours and (opening := datetime.combine(day, hours[0], self.zone)) > local:
                return opening
        raise ValueError("the clinic does not open within a month: check the hours in clinic.yml")


@cache
def _public_holidays(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year))


def read_opening_hours(entry: Entry, zone: ZoneInfo) -> OpeningHours:
    """Read the ``hours`` of the clinic's profile.

    Raises:
        SourceError: when a day is missing, its hours cannot be read or the country is unknown.
    """
    texts = entry.field("text")
    return OpeningHours(
        week=read_week(entry.field("week")),
        holiday_country=read_public_holidays(entry.field("public_holidays")),
        zone=zone,
        texts={language: texts.field(language).text() for language in Language},
    )


def read_week(entry: Entry) -> tuple[tuple[time, time] | None, ...]:
    """The hours of each day of the week, from Monday on.

    Raises:
        SourceError: when a day is missing or its hours cannot be read.
    """
    return tuple(_span(entry.field(day)) for day in DAYS)


def read_public_holidays(entry: Entry) -> str:
    """The country whose public holidays are kept.

    Raises:
        SourceError: when its holidays are unknown.
    """
    code = entry.text()
    if code not in holidays.list_supported_countries():
        raise entry.error(f"the public holidays of '{code}' are unknown; expected a code such as HK")
    return code


def _span(entry: Entry) -> tuple[time, time] | None:
    value = entry.text()
    if value == "closed":
        return None
    match = _SPAN.fullmatch(value)
    if not match:
        raise entry.error(f"'{value}' are no opening hours; expected '09:00-18:00' or 'closed'")
    opens = time(int(match[1]), int(match[2]))
    closes = time(int(match[3]), int(match[4]))
    if opens >= closes:
        raise entry.error(f"'{value}' closes before it opens")
    return opens, closes

"""When the clinic takes appointments: hours, holidays, notice and horizon; not who has come already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from bot.booking.cells import CELL, cells_between
from bot.booking.errors import Refusal, UnknownService
from knowledge.booking_rules import BookingRules
from knowledge.clinic import ClinicProfile, Service
from knowledge.opening_hours import OpeningHours


@dataclass(frozen=True)
class Calendar:
    """The clinic's hours and rules, asked about moments with their offset in any time zone."""

    hours: OpeningHours
    rules: BookingRules
    services: Mapping[str, Service]

    @classmethod
    def of(cls, clinic: ClinicProfile) -> Self:
        """The calendar of a clinic's profile."""
        return cls(clinic.hours, clinic.booking, clinic.services)

    def moment(self, day: date, clock: time) -> datetime:
        """A time of day at the clinic; of a time that the clocks show twice, the first."""
        return datetime.combine(day, clock.replace(tzinfo=None, fold=0), self.hours.zone)

    def length(self, service: str) -> timedelta:
        """How long a service takes.

        Raises:
            UnknownService: when the clinic does not have it.
        """
        if service not in self.services:
            raise UnknownService(service)
        return timedelta(minutes=self.services[service].minutes)

    def end(self, start: datetime, service: str) -> datetime:
        """When an appointment ends, in UTC."""
        return start.astimezone(UTC) + self.length(service)

    def cells(self, start: datetime, service: str) -> range:
        """What an appointment occupies of a practitioner's time, the buffer after it included."""
        buffer = timedelta(minutes=self.rules.buffer_minutes)
        return cells_between(start, self.end(start, service) + buffer)

    def starts(self, day: date, service: str, *, now: datetime) -> list[datetime]:
        """Every moment of a day at which an appointment may begin, in the clinic's time zone."""
        span = self._span(day)
        if span is None:
            return []
        found = []
        start = _next_quarter(span[0])
        while start + self.length(service) <= span[1]:
            if self._bounds_refusal(start, now) is None:
                found.append(start.astimezone(self.hours.zone))
            start += CELL
        return found

    def refusal(self, start: datetime, service: str, *, now: datetime) -> Refusal | None:
        """Why no appointment may begin at a moment; None when one may."""
        if start.astimezone(UTC).astimezone(start.tzinfo).replace(tzinfo=None) != start.replace(tzinfo=None):
            return Refusal.NO_SUCH_TIME
        return self._bounds_refusal(start, now) or self._hours_refusal(start, service)

    def _bounds_refusal(self, start: datetime, now: datetime) -> Refusal | None:
        # Moments of one zone would be compared by their clocks, which summer time puts back.
        utc, present = start.astimezone(UTC), now.astimezone(UTC)
        if utc < present:
            return Refusal.PAST
        if utc < present + timedelta(minutes=self.rules.notice_minutes):
            return Refusal.TOO_SOON
        if self._day(start) > self.last_day(now):
            return Refusal.TOO_FAR
        return None

    def _hours_refusal(self, start: datetime, service: str) -> Refusal | None:
        day, utc = self._day(start), start.astimezone(UTC)
        span = self._span(day)
        if span is None:
            return Refusal.HOLIDAY if self.hours.week[day.weekday()] else Refusal.CLOSED_DAY
        if utc < span[0] or utc + self.length(service) > span[1]:
            return Refusal.OUTSIDE_HOURS
        return None if utc == _next_quarter(utc) else Refusal.OFF_GRID

    def last_day(self, now: datetime) -> date:
        """The last day for which appointments are made."""
        return self._day(now) + timedelta(days=self.rules.days_ahead)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.hours.zone).date()

    def _span(self, day: date) -> tuple[datetime, datetime] | None:
        hours = self.hours.on(day)
        if hours is None:
            return None
        opens, closes = (self.moment(day, clock).astimezone(UTC) for clock in hours)
        return opens, closes


def _next_quarter(moment: datetime) -> datetime:
    """The moment itself when it is at a quarter of an hour; clocks differ by whole quarters."""
    return moment + (datetime.min.replace(tzinfo=UTC) - moment) % CELL

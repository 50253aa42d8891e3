"""A clinic's calendar, a clock and a database for the tests of booking."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.booking.calendar import Calendar
from knowledge.booking_rules import BookingRules
from knowledge.clinic import ClinicProfile, read_clinic
from knowledge.topic_file import KNOWLEDGE


@pytest.fixture(scope="session")
def clinic_profile() -> ClinicProfile:
    return read_clinic(KNOWLEDGE / "clinic.yml")


@pytest.fixture(scope="session")
def calendar(clinic_profile: ClinicProfile) -> Calendar:
    """The real clinic's: one practitioner, no buffer, two hours' notice, 90 days ahead."""
    return Calendar.of(clinic_profile)


@pytest.fixture(scope="session")
def two_practitioners(calendar: Calendar) -> Calendar:
    return replace(calendar, rules=BookingRules(practitioners=("chan", "wong"), buffer_minutes=15))

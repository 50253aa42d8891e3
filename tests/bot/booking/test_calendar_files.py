"""An appointment as calendars read it: the visitor's file and the staff's feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar as File
from icalendar import Event

from bot.booking.appointment import Appointment, Status
from bot.booking.calendar_file import appointment_file, staff_feed
from bot.booking.contact import read_name, read_note
from knowledge.clinic import ClinicProfile
from knowledge.language import Language
from tests.bot.booking.bookings import NOW, hong_kong

MADE = Appointment(
    reference="K78C52",
    uid="0b0f3d0e-8f0c-4a55-9b0a-6f3f5c1d2e3f",
    sequence=0,
    status=Status.BOOKED,
    service="acupuncture",
    practitioner="practitioner",
    start=hong_kong("2026-11-24 15:00"),
    end=hong_kong("2026-11-24 15:45"),
    language=Language.EN,
    conversation="anna",
    name="Anna Chan",
    phone="+85291234567",
    email="anna@example.com",
    note=None,
    created_at=NOW,
    updated_at=NOW,
)


def read(content: bytes) -> tuple[File, list[Event]]:
    file = File.from_ical(content)
    assert isinstance(file, File)
    return file, list(file.events)


def test_the_file_invites(clinic_profile: ClinicProfile) -> None:
    content = appointment_file(MADE, clinic_profile)
    file, (event,) = read(content)

    assert (file["METHOD"], file["VERSION"]) == ("REQUEST", "2.0")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (MADE.uid, 0, "CONFIRMED")
    assert event.decoded("DTSTART") == datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=45)
    assert event["ATTENDEE"] == "mailto:anna@example.com"
    assert event["ORGANIZER"] == "tel:+85225267908"
    assert "K78C52" in event["DESCRIPTION"]
    assert "50 Wellington Street" in event["LOCATION"]
    assert b"\r\n" in content


def test_a_change_keeps_the_uid_and_counts_and_a_cancellation_withdraws(
    clinic_profile: ClinicProfile,
) -> None:
    cancelled = replace(MADE, sequence=2, status=Status.CANCELLED, updated_at=NOW + timedelta(hours=1))
    file, (event,) = read(appointment_file(cancelled, clinic_profile, organizer="desk@clinic.example"))

    assert (file["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert (event["UID"], event["SEQUENCE"]) == (MADE.uid, 2)
    assert event["ORGANIZER"] == "mailto:desk@clinic.example"
    assert event.decoded("DTSTAMP") == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("language", "summary", "description"),
    [
        (Language.EN, "Acupuncture", "Reference: K78C52"),
        (Language.NL, "Acupunctuur", "Referentie: K78C52"),
        (Language.ZH_HANT, "針灸", "預約編號：K78C52"),
        (Language.ZH_HANS, "针灸", "预约编号：K78C52"),
    ],
)
def test_the_file_speaks_its_persons_language(
    clinic_profile: ClinicProfile, language: Language, summary: str, description: str
) -> None:
    _, (event,) = read(appointment_file(replace(MADE, language=language), clinic_profile))

    assert event["SUMMARY"].startswith(summary)
    assert event["DESCRIPTION"].startswith(description)
    assert clinic_profile.phone in event["DESCRIPTION"]


def test_without_mail_the_phone_is_invited_and_without_both_nobody(clinic_profile: ClinicProfile) -> None:
    _, (by_phone,) = read(appointment_file(replace(MADE, email=None), clinic_profile))
    _, (nobody,) = read(appointment_file(replace(MADE, email=None, phone=None), clinic_profile))

    assert by_phone["ATTENDEE"] == "tel:+85291234567"
    assert "ATTENDEE" not in nobody


def test_the_feed_shows_the_staff_who_comes(clinic_profile: ClinicProfile) -> None:
    stripped = replace(MADE, uid="another", name=None, phone=None, email=None)
    gone = replace(MADE, uid="third", service="moxa")
    file, events = read(staff_feed([MADE, stripped, gone], clinic_profile, language=Language.ZH_HANT))

    assert file["METHOD"] == "PUBLISH"
    assert file["X-WR-TIMEZONE"] == "Asia/Hong_Kong"
    assert [event["SUMMARY"] for event in events] == ["Anna Chan · 針灸", "針灸", "Anna Chan · moxa"]
    assert "+85291234567" in events[0]["DESCRIPTION"]
    assert len({event["UID"] for event in events}) == 3


def test_an_empty_feed_is_a_calendar(clinic_profile: ClinicProfile) -> None:
    assert read(staff_feed([], clinic_profile))[1] == []


@given(st.text().map(read_name), st.text().map(read_note))
def test_no_name_or_note_breaks_out_of_its_line(
    clinic_profile: ClinicProfile, name: str | None, note: str
) -> None:
    changes: dict[str, Any] = {"name": name, "note": note or None}
    _, (event,) = read(staff_feed([replace(MADE, **changes)], clinic_profile))

    assert event["SUMMARY"] == (f"{name} · Acupuncture" if name else "Acupuncture")
    assert str(event["DESCRIPTION"]).split("\n")[5:] == ([note] if note else [])

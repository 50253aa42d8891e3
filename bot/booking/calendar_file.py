"""Appointments as iCalendar: the file that a visitor gets, and the feed for the staff's calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, timedelta
from pathlib import Path
from typing import Final

from icalendar import Calendar, Event, vCalAddress

from bot.booking.appointment import Appointment, Status
from bot.booking.contact import read_phone
from bot.content import read_content
from knowledge.clinic import ClinicProfile
from knowledge.language import Language

_PRODUCT: Final = "-//Meridian//Appointments//EN"
_TEXTS: Final = Path(__file__).with_name("calendar_file.yml")


def appointment_file(
    appointment: Appointment, clinic: ClinicProfile, *, organizer: str | None = None
) -> bytes:
    """An appointment's .ics in its person's language: an invitation, or its withdrawal once cancelled.

    ``organizer`` is the clinic's e-mail address; without one its phone number stands there.
    """
    cancelled = appointment.status is Status.CANCELLED
    calendar = _calendar("CANCEL" if cancelled else "REQUEST")
    event = _event(appointment)
    for name, text in _texts(appointment, clinic).items():
        event.add(name, text)
    event.add("location", clinic.address[appointment.language])
    event.add("organizer", _organizer(clinic, appointment.language, organizer))
    if attendee := _attendee(appointment):
        event.add("attendee", attendee)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def staff_feed(
    appointments: Iterable[Appointment], clinic: ClinicProfile, *, language: Language = Language.EN
) -> bytes:
    """The staff's calendar of appointments, to be subscribed to; whoever has it sees names and contacts."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", clinic.names[language])
    calendar.add("x-wr-timezone", clinic.hours.zone.key)
    calendar.add("refresh-interval", timedelta(minutes=15), parameters={"value": "DURATION"})
    for appointment in appointments:
        event = _event(appointment)
        service = clinic.service_name(appointment.service, language)
        event.add("summary", " · ".join(filter(None, (appointment.name, service))))
        event.add("description", _for_staff(appointment))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.updated_at.astimezone(UTC))
    # In UTC no time zone has to be described, and every calendar shows its own.
    event.add("dtstart", appointment.start.astimezone(UTC))
    event.add("dtend", appointment.end.astimezone(UTC))
    event.add("status", "CANCELLED" if appointment.status is Status.CANCELLED else "CONFIRMED")
    return event


def _texts(appointment: Appointment, clinic: ClinicProfile) -> dict[str, str]:
    language = appointment.language
    facts = clinic.placeholders(language) | {
        "service": clinic.service_name(appointment.service, language),
        "reference": appointment.reference,
    }
    return {name: texts[language].format_map(facts) for name, texts in _content().items()}


def _for_staff(appointment: Appointment) -> str:
    lines = (
        appointment.reference,
        appointment.practitioner,
        appointment.phone,
        appointment.email,
        appointment.language,
        appointment.note,
    )
    return "\n".join(filter(None, lines))


def _organizer(clinic: ClinicProfile, language: Language, email: str | None) -> vCalAddress:
    phone = read_phone(clinic.phone, clinic.country) or re.sub(r"\D", "", clinic.phone)
    address = vCalAddress(f"mailto:{email}" if email else f"tel:{phone}")
    address.params["cn"] = clinic.names[language]
    return address


def _attendee(appointment: Appointment) -> vCalAddress | None:
    if appointment.email:
        return vCalAddress(f"mailto:{appointment.email}")
    return vCalAddress(f"tel:{appointment.phone}") if appointment.phone else None


def _content() -> Mapping[str, Mapping[str, str]]:
    content: Mapping[str, Mapping[str, str]] = read_content(_TEXTS)
    return content

"""The clinic's own profile: services, hours, contact, address, emergency numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from knowledge.booking_rules import BookingRules, read_booking_rules
from knowledge.language import Language
from knowledge.opening_hours import OpeningHours, read_opening_hours
from knowledge.source_file import Entry, read_yaml


@dataclass(frozen=True)
class Service:
    """Something that can be booked; ``minutes`` is how long it takes."""

    id: str
    minutes: int
    names: Mapping[Language, str]


@dataclass(frozen=True)
class ClinicProfile:
    """What the clinic says about itself in ``clinic.yml``."""

    names: Mapping[Language, str]
    phone: str
    whatsapp: str
    address: Mapping[Language, str]
    hours: OpeningHours
    services: Mapping[str, Service]
    emergency_numbers: Mapping[str, str]
    crisis_lines: Mapping[Language, str]
    country: str
    booking: BookingRules

    def placeholders(self, language: Language) -> dict[str, str]:
        """What may stand in braces in an answer, and what it becomes."""
        return {
            "clinic": self.names[language],
            "phone": self.phone,
            "whatsapp": self.whatsapp,
            "address": self.address[language],
            "hours": self.hours.texts[language],
        }

    def service_name(self, service: str, language: Language) -> str:
        """What the clinic calls a service; its id where staff have taken it out since."""
        known = self.services.get(service)
        return known.names[language] if known else service

    def fill(self, text: str, language: Language) -> str:
        """A text with its placeholders filled in.

        Raises:
            KeyError: when a placeholder is unknown.
            ValueError: when a brace is left open.
            TypeError, AttributeError: when a placeholder asks for a part of a fact.
        """
        return text.format_map(self.placeholders(language)) if "{" in text or "}" in text else text


def read_clinic(path: Path) -> ClinicProfile:
    """Read and check the clinic's profile.

    Raises:
        SourceError: with file, line and reason, when something is missing or unknown.
    """
    root = read_yaml(path)
    contact = root.field("contact")
    services = root.field("services").fields()
    return ClinicProfile(
        names=by_language(root.field("name")),
        phone=contact.field("phone").text(),
        whatsapp=contact.field("whatsapp").text(),
        address=by_language(root.field("address")),
        hours=read_opening_hours(root.field("hours"), _zone(root.field("time_zone"))),
        services={key: _service(key, entry) for key, entry in services.items()},
        emergency_numbers=root.field("emergency_numbers").text_by_key(),
        crisis_lines=by_language(root.field("crisis_lines")),
        country=root.field("country").text(),
        booking=read_booking_rules(root.fields().get("booking")),
    )


def by_language(entry: Entry) -> dict[Language, str]:
    """A mapping that holds a text for each of the four languages.

    Raises:
        SourceError: when a language is missing.
    """
    return {language: entry.field(language).text() for language in Language}


def _zone(entry: Entry) -> ZoneInfo:
    try:
        return ZoneInfo(entry.text())
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise entry.error(f"'{entry.text()}' is no IANA time zone") from error


def _service(key: str, entry: Entry) -> Service:
    minutes = entry.field("minutes")
    if not minutes.text().isdecimal() or not 5 <= int(minutes.text()) <= 480:
        raise minutes.error("expected minutes, 5 to 480")
    return Service(key, int(minutes.text()), by_language(entry.field("name")))

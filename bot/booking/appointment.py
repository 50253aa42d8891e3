"""An appointment, what is asked for to make one, and how it changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from knowledge.language import Language


class Status(StrEnum):
    """What has become of an appointment: the status values of a FHIR Appointment."""

    PROPOSED = "proposed"
    PENDING = "pending"
    BOOKED = "booked"
    ARRIVED = "arrived"
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"
    NO_SHOW = "noshow"
    ENTERED_IN_ERROR = "entered-in-error"
    CHECKED_IN = "checked-in"
    WAITLIST = "waitlist"


@dataclass(frozen=True, kw_only=True)
class BookingRequest:
    """What a person confirmed.

    ``key`` names the confirmation: a request with the same one is the same request. ``start`` has
    its offset; ``phone`` is E.164. All texts have been checked (``bot.booking.contact``).
    """

    key: str
    service: str
    start: datetime
    language: Language
    conversation: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    note: str | None = None
    consented_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """An appointment as stored; ``start`` and ``end`` are in the clinic's time zone.

    ``uid`` never changes and ``sequence`` counts the changes, as calendars want it.
    """

    reference: str
    uid: str
    sequence: int
    status: Status
    service: str
    practitioner: str
    start: datetime
    end: datetime
    language: Language
    conversation: str | None
    name: str | None
    phone: str | None
    email: str | None
    note: str | None
    created_at: datetime
    updated_at: datetime

    def is_ahead(self, now: datetime) -> bool:
        """Whether it will take place: neither cancelled nor begun."""
        return self.status in (Status.PENDING, Status.BOOKED) and self.start.timestamp() > now.timestamp()


@dataclass(frozen=True)
class Change:
    """What an appointment was after a change; the first is how it was booked."""

    sequence: int
    status: Status
    service: str
    practitioner: str
    start: datetime
    changed_at: datetime


def key_digest(key: str) -> str:
    """What is stored of a confirmation's key, which names a conversation."""
    return hashlib.sha256(key.encode()).hexdigest()


def appointment_of(row: Row[Any]) -> Appointment:
    """The appointment that a row of the table holds."""
    zone = ZoneInfo(row.zone)
    return Appointment(
        reference=row.reference,
        uid=row.uid,
        sequence=row.sequence,
        status=Status(row.status),
        service=row.service,
        practitioner=row.practitioner,
        start=row.starts_at.astimezone(zone),
        end=row.ends_at.astimezone(zone),
        language=Language(row.language),
        conversation=row.conversation,
        name=row.name,
        phone=row.phone,
        email=row.email,
        note=row.note,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )

"""Reminds people of their appointment the day before, by a template that Meta has approved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

import structlog
from sqlalchemy import Connection, Row, select

from bot.booking.appointment import Appointment, Status, appointment_of
from bot.booking.dialogue.phrases import Phrases
from bot.booking.tables import APPOINTMENTS
from bot.content import read_content
from bot.gateway.whatsapp.outbox import Payload, add_reminder
from bot.gateway.whatsapp.recipient import Recipient
from bot.gateway.whatsapp.tables import WHATSAPP_USERS
from bot.periodic import for_ever
from bot.storage.database import Database
from knowledge.clinic import ClinicProfile
from knowledge.language import Language

_log = structlog.get_logger(__name__)

_TEMPLATES: Final = Path(__file__).with_name("reminders.yml")
# The day before, when people are awake and can still call.
_NOT_BEFORE: Final = time(10)
SECONDS_BETWEEN_LOOKS: Final = 300.0


@dataclass(frozen=True, kw_only=True)
class Reminders:
    """Puts due reminders into the outbox; ``clock`` is the appointments' one, ``now`` the outbox's."""

    database: Database
    clinic: ClinicProfile
    address: str
    clock: Callable[[], datetime]
    now: Callable[[], datetime]
    wake: Callable[[set[str]], None]

    async def look_for_ever(self, pause: float = SECONDS_BETWEEN_LOOKS) -> None:
        """Look again and again; a look that fails waits for the next."""
        await for_ever(self.look, pause, failure="whatsapp.reminders.failed")

    async def look(self) -> None:
        """Remind everybody who is due and was not reminded yet."""
        conversations = await self.database.run(self._remind)
        if conversations:
            _log.info("whatsapp.reminders.due", count=len(conversations))
            self.wake(conversations)

    def _remind(self, connection: Connection) -> set[str]:
        rows = connection.execute(_candidates(self.clock())).all()
        due = [row for row in rows if _is_due(row, self.clock().astimezone(self.clinic.hours.zone))]
        return {row.conversation for row in due if self._add(connection, row)}

    def _add(self, connection: Connection, row: Row[Any]) -> bool:
        opaque = str(uuid5(NAMESPACE_URL, f"reminder:{row.uid}:{row.starts_at.isoformat()}"))
        to = Recipient(row.bsuid, row.user_phone)
        payload = reminder(appointment_of(row), Language(row.language), self.clinic, self.address, to)
        return add_reminder(connection, row.conversation, payload, opaque=opaque, now=self.now())


def reminder(
    appointment: Appointment, language: Language, clinic: ClinicProfile, address: str, to: Recipient
) -> Payload:
    """The template message about one appointment."""
    phrases, template = Phrases(language, clinic, address), templates()[language]
    said = (
        phrases.service(appointment.service),
        phrases.moment(appointment.start),
        appointment.reference,
        clinic.phone,
    )
    body = {"type": "body", "parameters": [{"type": "text", "text": text} for text in said]}
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        **to.fields,
        "type": "template",
        "template": {
            "name": template["name"],
            "language": {"code": template["code"]},
            "components": [body],
        },
    }


def templates() -> Mapping[str, Mapping[str, str]]:
    """The templates by language: ``name``, ``code`` and ``text``."""
    content: Mapping[str, Mapping[str, str]] = read_content(_TEMPLATES)
    return content


def _candidates(now: datetime) -> Any:
    """Appointments within two days of users who want to hear from us."""
    users = WHATSAPP_USERS.c
    known = APPOINTMENTS.join(WHATSAPP_USERS, users.conversation == APPOINTMENTS.c.conversation)
    return (
        select(APPOINTMENTS, users.bsuid, users.phone.label("user_phone"))
        .select_from(known)
        .where(
            APPOINTMENTS.c.status == Status.BOOKED,
            APPOINTMENTS.c.starts_at > now,
            APPOINTMENTS.c.starts_at < now + timedelta(days=2),
            ~users.stopped,
        )
    )


def _is_due(row: Row[Any], now: datetime) -> bool:
    """Whether it is the day before, and who booked or moved it did so on an earlier day."""
    day_before = row.starts_at.astimezone(now.tzinfo).date() - timedelta(days=1)
    is_that_day = now.date() == day_before and now.timetz().replace(tzinfo=None) >= _NOT_BEFORE
    return is_that_day and row.updated_at.astimezone(now.tzinfo).date() < day_before

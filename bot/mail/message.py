"""The mail that tells of an appointment's state, in its person's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, Final

from bot.booking.appointment import Appointment, Status
from bot.booking.calendar_file import appointment_file
from bot.booking.dialogue.phrases import Phrases
from bot.content import read_content
from bot.settings import Settings
from knowledge.clinic import ClinicProfile

_TEXTS: Final = Path(__file__).with_name("texts.yml")
# Every server on the way takes seven bits.
_POLICY: Final = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True)
class Writer:
    """Writes the clinic's mails.

    ``sender`` is the address that they come from, ``address`` where visitors reach the gateway.
    """

    clinic: ClinicProfile
    sender: str
    address: str

    @classmethod
    def of(cls, settings: Settings, clinic: ClinicProfile) -> Writer:
        """The writer that the settings ask for."""
        return cls(clinic, settings.smtp_from, settings.public_address)

    def write(self, appointment: Appointment, *, now: datetime) -> EmailMessage:
        """A mail to the appointment's ``email`` with its calendar file.

        The subject names neither person nor treatment: it is shown on locked phones.
        """
        message = EmailMessage(policy=_POLICY)
        message.set_content(self._text("body", appointment))
        self._attach_file(message, appointment)
        self._add_headers(message, appointment, now)
        return message

    def _add_headers(self, message: EmailMessage, appointment: Appointment, now: datetime) -> None:
        language = appointment.language
        message["From"] = Address(self.clinic.names[language], addr_spec=self.sender)
        message["To"] = Address(addr_spec=appointment.email or "")
        message["Subject"] = self._text("subject", appointment)
        message["Date"] = now
        # The same for each attempt, so that whoever gets it twice sees it once.
        domain = self.sender.rpartition("@")[2]
        message["Message-ID"] = f"<{appointment.uid}.{appointment.sequence}@{domain}>"
        message["Content-Language"] = language
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: answers nobody's absence notice

    def _attach_file(self, message: EmailMessage, appointment: Appointment) -> None:
        message.add_attachment(
            appointment_file(appointment, self.clinic, organizer=self.sender),
            maintype="text",
            subtype="calendar",
            filename="appointment.ics",
            params={"method": _method(appointment), "charset": "utf-8"},
        )

    def _text(self, key: str, appointment: Appointment) -> str:
        entry = _content()[key]
        text: str = (entry.get(_state(appointment)) or entry)[appointment.language]
        return text.format_map(self._facts(appointment) | self._parts(key, appointment))

    def _parts(self, key: str, appointment: Appointment) -> dict[str, str]:
        if key != "body":
            return {}
        return {part: self._text(part, appointment) for part in ("opening", "closing")}

    def _facts(self, appointment: Appointment) -> dict[str, str]:
        phrases = Phrases(appointment.language, self.clinic, self.address)
        return self.clinic.placeholders(appointment.language) | {
            "service": phrases.service(appointment.service),
            "when": phrases.moment(appointment.start),
            "ref": appointment.reference,
            "file": phrases.file(appointment),
            "chat": self.address,
        }


def _state(appointment: Appointment) -> str:
    if appointment.status is Status.CANCELLED:
        return "cancelled"
    return "moved" if appointment.sequence else "booked"


def _method(appointment: Appointment) -> str:
    return "CANCEL" if appointment.status is Status.CANCELLED else "REQUEST"


def _content() -> Mapping[str, Any]:
    content: Mapping[str, Any] = read_content(_TEXTS)
    return content

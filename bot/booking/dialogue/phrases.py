"""The texts of a language, with days, times and quick replies as that language writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.booking.appointment import Appointment, Status
from bot.booking.dialogue.draft import Draft
from bot.booking.dialogue.words import content
from bot.booking.when import Choice, Part
from knowledge.clinic import ClinicProfile
from knowledge.language import Language

Message = dict[str, Any]
Suggestion = dict[str, str]


@dataclass(frozen=True)
class Phrases:
    """Says things in one language; ``address`` is where the visitor reaches the gateway."""

    language: Language
    clinic: ClinicProfile
    address: str

    def text(self, key: str, **values: str) -> str:
        """One of the texts, its places filled in."""
        template: str = self._entry(key)
        facts = {"phone": self.clinic.phone, "hours": self.clinic.hours.texts[self.language]}
        return template.format_map(facts | {"privacy": f"{self.address}/privacy"} | values)

    def day(self, day: date) -> str:
        """Weekday and full date."""
        return self._dated("day_format", day)

    def moment(self, moment: datetime) -> str:
        """Weekday, full date and time."""
        form: str = self._entry("moment_format")
        return form.format(date=self.day(moment.date()), time=f"{moment:%H:%M}")

    def service(self, service: str) -> str:
        """What the clinic calls a service; its id where the clinic no longer has it."""
        return self.clinic.service_name(service, self.language)

    def appointment(self, key: str, appointment: Appointment, **values: str) -> str:
        """A text about an appointment that was made."""
        facts = {
            "service": self.service(appointment.service),
            "when": self.moment(appointment.start),
            "name": appointment.name or "",
            "ref": appointment.reference,
            "file": self.file(appointment),
        }
        return self.text(key, **(facts | values))

    def file(self, appointment: Appointment) -> str:
        """Where the visitor finds an appointment's calendar file."""
        return f"{self.address}/appointments/{appointment.reference}/{appointment.uid}.ics"

    def part_of_day(self, day: date, part: Part | None) -> str:
        """A day, and the part of it if there is one."""
        if part is None:
            return self.day(day)
        form: str = self._entry("part_format")
        return form.format(date=self.day(day), part=self._entry("parts")[part])

    def choice(self, choice: Choice) -> Suggestion:
        """A quick reply that chooses a day and time."""
        return {"title": self._chosen(choice, "short_"), "text": self._chosen(choice, "")}

    def _chosen(self, choice: Choice, names: str) -> str:
        parts = [self._dated("short_day", choice.date, names)] if choice.date else []
        if choice.time:
            parts.append(f"{choice.time:%H:%M}")
        elif choice.part:
            parts.append(self._entry("parts")[choice.part])
        return " ".join(parts)

    def services(self) -> list[Suggestion]:
        """A quick reply for each service."""
        names = (service.names[self.language] for service in self.clinic.services.values())
        return [{"title": name, "text": name} for name in names]

    def quick(self, *keys: str) -> list[Suggestion]:
        """Quick replies of the table, such as yes and no."""
        return [dict(self._entry(key)) for key in keys]

    def _dated(self, form: str, day: date, names: str = "") -> str:
        """A day in one of the forms; ``names`` is what the lists of its names begin with."""
        template: str = self._entry(form)
        return template.format(
            weekday=self._entry(f"{names}weekdays")[day.weekday()],
            day=day.day,
            month=self._entry(f"{names}months")[day.month - 1],
            year=day.year,
        )

    def _entry(self, key: str) -> Any:
        return content("texts")[key][self.language]


def message(
    text: str, suggestions: Iterable[Suggestion] = (), booking: dict[str, Any] | None = None
) -> Message:
    """A message of the chat API about an appointment."""
    made: Message = {"text": text, "kind": "booking", "suggestions": list(suggestions)}
    return made | {"booking": booking} if booking else made


def draft_object(draft: Draft) -> dict[str, Any]:
    """What has been understood so far, as the contract shows it."""
    values = {
        "status": "draft",
        "service": draft.service,
        "date": draft.date.isoformat() if draft.date else None,
        "time": f"{draft.time:%H:%M}" if draft.time else None,
        "part": str(draft.part) if draft.part and not draft.time else None,
        "reference": draft.reference,
    }
    return {name: value for name, value in values.items() if value is not None}


def appointment_object(appointment: Appointment, status: str | None = None) -> dict[str, Any]:
    """A stored appointment, as the contract shows it."""
    return {
        "status": status or _status(appointment),
        "service": appointment.service,
        "date": appointment.start.date().isoformat(),
        "time": f"{appointment.start:%H:%M}",
        "start": appointment.start.isoformat(),
        "reference": appointment.reference,
    }


def _status(appointment: Appointment) -> str:
    if appointment.status is Status.CANCELLED:
        return "cancelled"
    return "rescheduled" if appointment.sequence else "booked"

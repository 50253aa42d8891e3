"""The fixed texts that answer a red flag; people review them, nothing is generated."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.safety.red_flag import RED_FLAG_DATA, RedFlag
from knowledge.clinic import ClinicProfile, by_language
from knowledge.language import Language
from knowledge.source_file import Entry, read_yaml

Texts = Mapping[Language, str]


@dataclass(frozen=True)
class Advice:
    """Every text by language; ``steps`` by level, or by flag where a flag has steps of its own."""

    clinic: ClinicProfile
    signs: Mapping[str, Texts]
    steps: Mapping[str, Texts]
    limits: Texts
    reminders: Texts
    all_clears: Texts
    button_titles: Texts
    button_texts: Texts

    def warning(self, flag: RedFlag, language: Language, country: str) -> dict[str, Any]:
        """The message that answers a red flag."""
        steps = self.steps.get(flag.id, self.steps[flag.level])
        parts = (self.signs[flag.id], steps, self.limits)
        gap = "" if language.is_chinese else " "
        text = gap.join(self._filled(part[language], language, country) for part in parts)
        button = {"title": self.button_titles[language], "text": self.button_texts[language]}
        return {"text": text, "kind": "emergency", "suggestions": [button]}

    def reminder(self, language: Language, country: str) -> dict[str, Any]:
        """What opens later replies until the person says that all is well."""
        return {"text": self._filled(self.reminders[language], language, country), "kind": "notice"}

    def all_clear(self, language: Language, country: str) -> dict[str, Any]:
        """The reply to someone who says that all is well."""
        return {"text": self._filled(self.all_clears[language], language, country), "kind": "notice"}

    def _filled(self, text: str, language: Language, country: str) -> str:
        numbers = self.clinic.emergency_numbers
        number = numbers.get(country, numbers[self.clinic.country])
        return text.replace("{number}", number).replace("{lines}", self.clinic.crisis_lines[language])


def read_advice(clinic: ClinicProfile, flags: Collection[str], folder: Path = RED_FLAG_DATA) -> Advice:
    """Read and check the texts.

    Raises:
        SourceError: with file, line and reason, when a flag or a language has no text.
    """
    root = read_yaml(folder / "advice.yml")
    signs, button = root.field("signs"), root.field("buttons").field("all_clear")
    return Advice(
        clinic=clinic,
        signs={flag: by_language(signs.field(flag)) for flag in flags},
        steps={name: by_language(entry) for name, entry in root.field("steps").fields().items()},
        limits=by_language(root.field("limits")),
        reminders=by_language(root.field("reminder")),
        all_clears=by_language(root.field("all_clear")),
        button_titles=_button(button, "title"),
        button_texts=_button(button, "text"),
    )


def _button(entry: Entry, name: str) -> dict[Language, str]:
    return {language: entry.field(language).field(name).text() for language in Language}


def probable_country(locale: str | None, clinic: ClinicProfile) -> str:
    """The country of the page if its emergency number is known, else the clinic's."""
    subtags = (locale or "").replace("_", "-").upper().split("-")[1:]
    return next((tag for tag in subtags if tag in clinic.emergency_numbers), clinic.country)

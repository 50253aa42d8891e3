"""What the assistant says about appointments: ``bot/booking/dialogue/texts.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.booking.when import Part
from bot.gateway.whatsapp.choices import LONGEST_BUTTON, LONGEST_ROW
from bot.text_checks.keys import languages
from bot.text_checks.text import NOTHING, check_length, check_text, check_translations
from knowledge.source_file import Entry

# What each text is given besides these; a text may leave any of it out.
_FACTS: Final = frozenset({"phone", "hours", "privacy"})
_APPOINTMENT: Final = frozenset({"service", "when", "name", "ref", "file"})
_REFUSED: Final = frozenset({"when", "day"})
_TEXTS: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("ask_service", "ask_person", "ask_name", "bad_contact", "ask_change"), NOTHING),
    **dict.fromkeys(("ask_when", "ask_time", "ask_day"), frozenset({"day"})),
    "ask_contact": frozenset({"name"}),
    "confirm_book": frozenset({"service", "when", "name", "contact", "note"}),
    "note": frozenset({"note"}),
    "confirm_move": frozenset({"service", "name", "old", "when"}),
    **dict.fromkeys(
        ("confirm_cancel", "booked", "moved", "cancelled", "shown", "is_cancelled"), _APPOINTMENT
    ),
    **dict.fromkeys(("ask_access", "ask_access_contact", "wrong_access", "too_many_tries"), NOTHING),
    **dict.fromkeys(("not_changeable", "ask_which", "left", "kept"), NOTHING),
    **dict.fromkeys(("taken", "closed_day", "holiday", "outside_hours"), _REFUSED),
    **dict.fromkeys(("off_grid", "too_soon", "too_far"), _REFUSED),
    **dict.fromkeys(("past", "impossible", "ambiguous", "full_day"), NOTHING),
    **dict.fromkeys(("misheard", "misheard_twice"), NOTHING),
}
_FORMATS: Final[Mapping[str, frozenset[str]]] = {
    "day_format": frozenset({"weekday", "day", "month", "year"}),
    "moment_format": frozenset({"date", "time"}),
    "part_format": frozenset({"date", "part"}),
    "short_day": frozenset({"weekday", "day", "month", "year"}),
}
_QUICK_REPLIES: Final = ("person", "yes", "no")
_LISTS: Final = {"weekdays": 7, "short_weekdays": 7, "months": 12, "short_months": 12}


def check_dialogue_texts(root: Entry) -> None:
    """Check all texts of the dialogue.

    Raises:
        SourceError: with file, line and reason.
    """
    found = root.exactly([*_TEXTS, *_QUICK_REPLIES, *_LISTS, "parts", *_FORMATS])
    for key, given in _TEXTS.items():
        check_translations(languages(found[key]), given | _FACTS)
    for key, given in _FORMATS.items():
        check_translations(languages(found[key]), given)
    for key in _QUICK_REPLIES:
        _check_quick_reply(found[key])
    for key, count in _LISTS.items():
        _check_list(found[key], count)
    _check_parts(found["parts"])


def _check_quick_reply(entry: Entry) -> None:
    for reply in languages(entry).values():
        parts = reply.exactly(("title", "text"))
        check_text(parts["text"])
        check_text(parts["title"])
        check_length(parts["title"], LONGEST_BUTTON, "a button of WhatsApp's")


def _check_list(entry: Entry, count: int) -> None:
    for listed in languages(entry).values():
        names = listed.items()
        if len(names) != count:
            raise listed.error(f"{len(names)} names; there are {count}")
        for name in names:
            check_text(name)


def _check_parts(entry: Entry) -> None:
    for names in languages(entry).values():
        for name in names.exactly(list(Part)).values():
            check_text(name)
            check_length(name, LONGEST_ROW, "a list of WhatsApp's")

"""What the mails and calendar files say: ``bot/mail/texts.yml`` and ``bot/booking/calendar_file.yml``."""

from __future__ import annotations

from typing import Final

from bot.text_checks.keys import languages
from bot.text_checks.text import check_translations
from knowledge.source_file import Entry

_STATES: Final = ("booked", "moved", "cancelled")
_FACTS: Final = frozenset({"clinic", "phone", "whatsapp", "address", "hours"})
_APPOINTMENT: Final = frozenset({"service", "when", "ref", "file", "chat"})
# A mail's subject is shown on locked phones: it names neither person nor treatment.
_SUBJECT: Final = frozenset({"when", "clinic", "phone"})
_IN_CALENDAR: Final = frozenset({"service", "clinic", "reference", "phone"})


def check_mail_texts(root: Entry) -> None:
    """Check the texts of the mails.

    Raises:
        SourceError: with file, line and reason.
    """
    found = root.exactly(("subject", "opening", "body", "closing"))
    check_translations(languages(found["body"]), _FACTS | _APPOINTMENT | {"opening", "closing"})
    for key, known in (
        ("subject", _SUBJECT),
        ("opening", _FACTS | _APPOINTMENT),
        ("closing", _FACTS | _APPOINTMENT),
    ):
        for entry in found[key].exactly(_STATES).values():
            check_translations(languages(entry), known)


def check_calendar_texts(root: Entry) -> None:
    """Check what an appointment says of itself in a calendar.

    Raises:
        SourceError: with file, line and reason.
    """
    for entry in root.exactly(("summary", "description")).values():
        check_translations(languages(entry), _IN_CALENDAR)

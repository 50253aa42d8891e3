"""What the gateway says: ``texts.yml`` and ``privacy.yml`` of ``bot/gateway``."""

from __future__ import annotations

from typing import Final

from bot.text_checks.keys import by_key
from bot.text_checks.text import check_translations
from knowledge.language import Language
from knowledge.source_file import Entry

_PRIVACY: Final = frozenset({"clinic", "phone", "whatsapp", "address", "hours", "days"})


def check_gateway_texts(root: Entry) -> None:
    """Check the notices; nothing is filled in there.

    Raises:
        SourceError: with file, line and reason.
    """
    for entries in by_key(root, ("notice", "unsupported", "ask_for")).values():
        check_translations(entries)


def check_privacy(root: Entry) -> None:
    """Check that the privacy text has the same paragraphs in each language.

    Raises:
        SourceError: with file, line and reason.
    """
    found = by_key(root, ("title", "text"))
    check_translations(found["title"])
    paragraphs = {language: entry.items() for language, entry in found["text"].items()}
    expected = len(paragraphs[Language.EN])
    for language, listed in paragraphs.items():
        if not listed or len(listed) != expected:
            entry = found["text"][language]
            raise entry.error(f"{len(listed)} paragraphs; the {Language.EN} text has {expected}")
    for number in range(expected):
        check_translations({language: listed[number] for language, listed in paragraphs.items()}, _PRIVACY)

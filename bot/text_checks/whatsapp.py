"""The tables of ``bot/gateway/whatsapp``."""

from __future__ import annotations

import re
from typing import Final

from bot.gateway.whatsapp.choices import LONGEST_BUTTON
from bot.gateway.whatsapp.errors import FAMILY
from bot.gateway.whatsapp.notices import Notice
from bot.gateway.whatsapp.wishes import Wish
from bot.text_checks.keys import by_key, languages
from bot.text_checks.text import check_length, check_text, check_translations, text_of
from knowledge.language import Language
from knowledge.source_file import Entry

_CLINIC: Final = frozenset({"clinic", "phone", "whatsapp", "address", "hours"})
_PARAMETER: Final = re.compile(r"\{\{(.*?)\}\}")
_PARAMETERS: Final = ["1", "2", "3", "4"]
_CODE: Final = re.compile(r"\d+(-\d+)?")
_LOCALE: Final = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
_PLACES: Final = {"calling_codes": re.compile(r"\d{1,4}"), "countries": re.compile(r"[A-Z]{2}")}


def check_notices(root: Entry) -> None:
    """Check what is said on WhatsApp alone.

    Raises:
        SourceError: with file, line and reason.
    """
    for entries in by_key(root, list(Notice)).values():
        check_translations(entries, _CLINIC)


def check_whatsapp_texts(root: Entry) -> None:
    """Check the words that a message adds; a button opens the list.

    Raises:
        SourceError: with file, line and reason.
    """
    found = by_key(root, ("choose", "sources", "separator"))
    for entries in found.values():
        check_translations(entries)
    for entry in found["choose"].values():
        check_length(entry, LONGEST_BUTTON, "a button of WhatsApp's")


def check_reminders(root: Entry) -> None:
    """Check the templates: each language has the four parameters, once.

    Raises:
        SourceError: with file, line and reason.
    """
    found = by_key(root, ("name", "code", "text"))
    for entry in (*found["name"].values(), *found["code"].values()):
        check_text(entry)
    for entry in found["text"].values():
        if sorted(_PARAMETER.findall(text_of(entry))) != _PARAMETERS:
            raise entry.error(
                "expected each of {{1}}, {{2}}, {{3}} and {{4}} once, and nothing else in braces"
            )


def check_wishes(root: Entry) -> None:
    """Check the words of STOP and START; none may be both.

    Raises:
        SourceError: with file, line and reason.
    """
    seen: dict[str, str] = {}
    for wish, entry in root.exactly(list(Wish)).items():
        for language, listed in languages(entry).items():
            if not listed.items():
                raise listed.error(f"there is no word for {wish} in {language}")
            for word in listed.items():
                if seen.setdefault(text_of(word).casefold(), wish) != wish:
                    raise word.error(
                        f"'{word.text()}' cannot be both {seen[word.text().casefold()]} and {wish}"
                    )


def check_phone_locales(root: Entry) -> None:
    """Check that each calling code and each country has a locale.

    Raises:
        SourceError: with file, line and reason.
    """
    for key, entry in root.exactly(list(_PLACES)).items():
        for place, locale in entry.fields().items():
            if not _PLACES[key].fullmatch(place):
                raise locale.error(f"'{place}' does not belong to {key}")
            if not _LOCALE.fullmatch(text_of(locale)):
                raise locale.error(f"'{locale.text()}' is no locale; expected one such as {Language.NL}-BE")


def check_graph_errors(root: Entry) -> None:
    """Check that every entry is a code or a range of codes.

    Raises:
        SourceError: with file, line and reason.
    """
    for entry in root.exactly([*FAMILY, "pair"]).values():
        for code in entry.items():
            if not _CODE.fullmatch(code.text()):
                raise code.error(f"'{code.text()}' is neither a code nor a range such as 200-299")

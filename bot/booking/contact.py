"""Names, phone numbers and e-mail addresses, as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email

MAX_NAME: Final = 100
MAX_NOTE: Final = 500
_TOO_LONG: Final = 2000
MAIL_ADDRESS: Final = re.compile(
    r"[^\s<>()\[\]\",;:，。；：、（）「」]+@[^\s<>()\[\]\",;:，。；：、（）「」]+"
)
# "28/11 10.15" and "23-12-2026" would be valid numbers in Hong Kong.
_DAY_OR_TIME: Final = re.compile(
    r"(?<!\d)(?:"
    r"\d{1,2}[/.-]\d{1,2}[\s,]+\d{1,2}[.:]\d{2}"
    r"|\d{1,2}:\d{2}"
    r"|(?:[012]?\d|3[01])([/.-])[01]?\d\1(?:19|20)\d{2}"
    r"|(?:19|20)\d{2}([/.-])[01]?\d\2(?:[012]?\d|3[01])"
    r")(?!\d)"
)


def read_name(text: str) -> str | None:
    """A person's name with single spaces; None for what can be no name.

    No name has a figure, a web or mail address, or signs that cannot be seen.
    """
    name = _visible(text)
    if not name or len(name) > MAX_NAME or not any(sign.isalpha() for sign in name):
        return None
    return None if re.search(r"[\d@<>{}\[\]/\\|=_]", name) else name


def read_note(text: str) -> str:
    """A note for the practitioner: one line, cut after 500 characters."""
    return _visible(text)[:MAX_NOTE].rstrip()


def read_phone(text: str, country: str) -> str | None:
    """The first phone number of a text in the form +85291234567; None when it holds no valid one.

    ``country`` is whose numbers may come without their prefix, such as HK.
    """
    written = unicodedata.normalize("NFKC", text[:_TOO_LONG])
    for match in phone_numbers(written, country):
        return str(phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164))
    return None


def phone_numbers(text: str, country: str) -> Iterable[phonenumbers.PhoneNumberMatch]:
    """Where a text has phone numbers; a date, a time, or a day with its time is none."""
    without_times = _DAY_OR_TIME.sub(lambda match: "," * len(match[0]), text)
    return phonenumbers.PhoneNumberMatcher(without_times, country)


def read_email(text: str) -> str | None:
    """The first e-mail address of a text; None when it holds none that mail could go to."""
    for candidate in MAIL_ADDRESS.findall(unicodedata.normalize("NFKC", text[:_TOO_LONG])):
        try:
            found = validate_email(candidate.strip(".!?'"), check_deliverability=False, allow_smtputf8=False)
        except EmailNotValidError:
            continue
        return found.ascii_email or found.normalized
    return None


def _visible(text: str) -> str:
    """A text on one line, without control signs: those could turn what stands beside it around."""
    joined = " ".join(unicodedata.normalize("NFC", text[:_TOO_LONG]).split())
    return "".join(sign for sign in joined if unicodedata.category(sign)[0] != "C").strip()

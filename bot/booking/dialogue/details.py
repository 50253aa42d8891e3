"""What is taken out of a message before its words are read: note, contact and reference."""

from __future__ import annotations

import re
from typing import Final

from bot.booking.contact import MAIL_ADDRESS, phone_numbers, read_email, read_note, read_phone
from bot.booking.dialogue.words import content, joined
from bot.booking.reference import read_reference

_EIGHT_CHINESE: Final = re.compile("[〇零一二兩三四五六七八九]{8}")
_CHINESE_DIGITS: Final = str.maketrans("〇零一二兩三四五六七八九", "001223456789")
# Letters that are read as the digit that they look like.
_LIKE: Final = {"8": "B", "6": "G", "5": "S", "2": "Z"}


def without_note(text: str) -> tuple[str | None, str]:
    """The note behind its cue, and the text before it."""
    cue = re.search(f"(?:{joined(content('names')['note_cues'])})", text, re.IGNORECASE)
    if cue is None:
        return None, text
    return read_note(text[cue.end() :]) or None, text[: cue.start()]


def without_contact(text: str, country: str) -> tuple[str | None, str | None, str]:
    """The e-mail address, the phone number, and the text without them: figures could be a time."""
    email = read_email(text)
    if email:
        text = MAIL_ADDRESS.sub(" , ", text)
    text = _EIGHT_CHINESE.sub(lambda match: match[0].translate(_CHINESE_DIGITS), text)
    phone = read_phone(text, country)
    for match in phone_numbers(text, country):
        return email, phone, f"{text[: match.start]} , {text[match.end :]}"
    return email, phone, text


def without_reference(text: str) -> tuple[str | None, str]:
    """The reference of an appointment, and the text without it."""
    reference = read_reference(MAIL_ADDRESS.sub(" , ", text))
    if reference is None:
        return None, text
    spelled = r"[\W_]?".join(f"[{sign}{_LIKE.get(sign, '')}]" for sign in reference)
    return reference, re.sub(spelled, " , ", text, flags=re.IGNORECASE)

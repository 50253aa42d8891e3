"""How long a text is for WhatsApp, and where it may be cut."""

from __future__ import annotations

import unicodedata
from typing import Final

_ELLIPSIS: Final = "…"
_JOINER: Final = "\u200d"


def length(text: str) -> int:
    """Characters as the strictest reader counts them: one beyond the basic plane is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def fitting(text: str, limit: int) -> int:
    """How many of the first characters fit in the limit without taking one that is seen apart."""
    taken = 0
    for index, character in enumerate(text):
        taken += 1 + (character > "\uffff")
        if taken > limit:
            return _whole_characters(text, index)
    return len(text)


def start_of_end(text: str, limit: int) -> int:
    """Where the longest end begins that fits in the limit, without a part of a character seen as one."""
    taken = 0
    for index in range(len(text) - 1, -1, -1):
        taken += 1 + (text[index] > "\uffff")
        if taken > limit:
            whole = (at for at in range(index + 1, len(text)) if not _continues(text, at))
            return next(whole, index + 1)
    return 0


def shortened(text: str, limit: int) -> str:
    """The text itself where it fits, else its beginning and an ellipsis."""
    if length(text) <= limit:
        return text
    return text[: fitting(text, limit - 1)].rstrip() + _ELLIPSIS


def _whole_characters(text: str, index: int) -> int:
    start = index
    while index > 0 and _continues(text, index):
        index -= 1
    return index or start  # one of many parts, longer than the limit, cannot stay whole


def _continues(text: str, index: int) -> bool:
    before, character = text[index - 1], text[index]
    return (
        _JOINER in (before, character)
        or unicodedata.category(character) in ("Mn", "Me", "Mc")  # accents, vowel signs, emoji variants
        or _is_skin_tone(character)
        or _is_second_flag_letter(text, index)
    )


def _is_skin_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _is_second_flag_letter(text: str, index: int) -> bool:
    first = index
    while first >= 0 and "\U0001f1e6" <= text[first] <= "\U0001f1ff":
        first -= 1
    return (index - first) % 2 == 0 and first < index

"""References of appointments: short, without look-alikes, to be read out on the phone."""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import Final

LENGTH: Final = 6
DIGITS: Final = "23456789"
# No A E I O U L Q, and no M (3pm); of look-alikes (B 8, G 6, S 5, Z 2) only the digit.
LETTERS: Final = "CDFHJKNPRTVWXY"
ALPHABET: Final = DIGITS + LETTERS

_LOOK_ALIKES: Final = str.maketrans("BGSZ", "8652")
_WRITTEN: Final = r"[2-9B-DF-HJKNPR-TV-Z]"
# In a sentence: six together, or two groups of three with a dash; "nxt 3rd" is none.
_IN_TEXT: Final = re.compile(rf"(?<![A-Z0-9])({_WRITTEN}{{3}}-?{_WRITTEN}{{3}})(?![A-Z0-9])")


def new_reference() -> str:
    """A random reference, with a digit and a letter at least: there are 100 million."""
    while True:
        reference = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if _is_reference(reference):
            return reference


def read_reference(text: str) -> str | None:
    """The reference that somebody typed, alone or in a sentence; None when there is none.

    Case, spaces and dashes do not matter, and letters that look like a digit are read as one.
    """
    written = unicodedata.normalize("NFKC", text).upper()
    whole = re.sub(r"[\W_]", "", written)
    for candidate in (whole, *_IN_TEXT.findall(written)):
        if not any(sign in DIGITS for sign in candidate):
            continue  # a word, such as CHURCH
        reference = re.sub(r"[\W_]", "", candidate).translate(_LOOK_ALIKES)
        if _is_reference(reference):
            return reference
    return None


def _is_reference(text: str) -> bool:
    return (
        len(text) == LENGTH
        and all(sign in ALPHABET for sign in text)
        and any(sign in DIGITS for sign in text)
        and any(sign in LETTERS for sign in text)
    )

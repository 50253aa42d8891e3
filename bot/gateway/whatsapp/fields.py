"""Reading single fields of JSON that came from outside; each reader takes any value and never fails."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

MAX_TEXT: Final = 4096

_IDENTIFIER: Final = re.compile(r"[!-~]{1,512}")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DIGITS: Final = re.compile(r"[0-9]{1,11}")
_YEAR_2000: Final = 946_684_800
_YEAR_2100: Final = 4_102_444_800


def mapping(value: object) -> Mapping[str, Any]:
    """The JSON object that this is; else an empty one."""
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> list[Mapping[str, Any]]:
    """The JSON objects in this list; empty for what is no list."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def text(value: object, limit: int = MAX_TEXT) -> str | None:
    """What someone wrote, without characters that no database keeps; None for nothing visible."""
    if not isinstance(value, str):
        return None
    return _CONTROLS.sub("", _SURROGATE.sub("\ufffd", value)).strip()[:limit] or None


def identifier(value: object) -> str | None:
    """An identifier of at most 512 printable ASCII characters, as all of Meta's are; else None."""
    return value if isinstance(value, str) and _IDENTIFIER.fullmatch(value) else None


def number(value: object) -> int | None:
    """A whole number of at most eleven digits, also when written as a string."""
    digits = value if isinstance(value, str) else str(value) if _is_integer(value) else ""
    return int(digits) if _DIGITS.fullmatch(digits) else None


def moment(value: object) -> datetime | None:
    """A Unix time of this century, in UTC."""
    seconds = number(value)
    if seconds is None or not _YEAR_2000 <= seconds < _YEAR_2100:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _is_integer(value: object) -> bool:
    # Python writes an integer of more than 4,300 digits only by raising.
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**12

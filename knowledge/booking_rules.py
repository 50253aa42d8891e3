"""How the clinic takes appointments: with whom, how far apart, how soon and how far ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from knowledge.source_file import Entry

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEYS: Final = ("practitioners", "buffer_minutes", "notice_minutes", "days_ahead")


@dataclass(frozen=True)
class BookingRules:
    """The ``booking`` part of the clinic's profile; what it leaves out is as here.

    ``practitioners`` are ids, each of whom sees one person at a time; ``buffer_minutes`` stay
    free after an appointment.
    """

    practitioners: tuple[str, ...] = ("practitioner",)
    buffer_minutes: int = 0
    notice_minutes: int = 120
    days_ahead: int = 90


def read_booking_rules(entry: Entry | None) -> BookingRules:
    """Read the ``booking`` of the clinic's profile; None gives the defaults.

    Raises:
        SourceError: when a key is unknown, or a value is no practitioner's id or out of range.
    """
    fields = entry.fields() if entry else {}
    for key, value in fields.items():
        if key not in _KEYS:
            raise value.error(f"the key '{key}' is unknown; expected one of {', '.join(_KEYS)}")
    default = BookingRules()
    return BookingRules(
        practitioners=_practitioners(fields.get("practitioners"), default.practitioners),
        buffer_minutes=_number(fields.get("buffer_minutes"), default.buffer_minutes, 0, 240),
        notice_minutes=_number(fields.get("notice_minutes"), default.notice_minutes, 0, 20160),
        days_ahead=_number(fields.get("days_ahead"), default.days_ahead, 1, 730),
    )


def _practitioners(entry: Entry | None, default: tuple[str, ...]) -> tuple[str, ...]:
    if entry is None:
        return default
    found: list[str] = []
    for item in entry.items():
        name = item.text()
        if not _ID.fullmatch(name) or len(name) > 32:
            raise item.error(f"'{name}' is no practitioner's id; expected up to 32 of a-z, 0-9 and -")
        if name in found:
            raise item.error(f"the practitioner '{name}' stands here a second time")
        found.append(name)
    if not found:
        raise entry.error("expected at least one practitioner")
    return tuple(found)


def _number(entry: Entry | None, default: int, least: int, most: int) -> int:
    if entry is None:
        return default
    value = entry.text()
    if not re.fullmatch("[0-9]{1,5}", value) or not least <= int(value) <= most:
        raise entry.error(f"expected a whole number, {least} to {most}")
    return int(value)

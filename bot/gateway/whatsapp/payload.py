"""A webhook's body, as the events that it tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog

from bot.gateway.whatsapp.events import Event
from bot.gateway.whatsapp.fields import mapping, mappings
from bot.gateway.whatsapp.incoming import read_message
from bot.gateway.whatsapp.reports import read_error_report, read_status
from bot.gateway.whatsapp.unreadable import Unreadable

_log = structlog.get_logger(__name__)

Skip = Callable[[str], None]


def log_skipped(reason: str) -> None:
    """Log that a part of a webhook was left out."""
    _log.warning("whatsapp.payload.skipped", reason=reason)


def parse(body: object, *, phone_number_id: str, now: datetime, skip: Skip = log_skipped) -> list[Event]:
    """The events of one webhook about our number, in its order; any JSON is taken, none fails.

    A message that cannot be understood is an ``UnsupportedReceived`` where its id and sender are
    known. Whatever else cannot be read is left out, and ``skip`` told the reason.
    """
    payload = _Payload(phone_number_id, now, skip)
    for entry in mappings(mapping(body).get("entry")):
        for change in mappings(entry.get("changes")):
            payload.take_change(change)
    return payload.events


@dataclass(frozen=True)
class _Payload:
    phone_number_id: str
    now: datetime
    skip: Skip
    events: list[Event] = field(default_factory=list)

    def take_change(self, change: Mapping[str, Any]) -> None:
        value = mapping(change.get("value"))
        if change.get("field") != "messages":
            self.skip("other_field")
        elif mapping(value.get("metadata")).get("phone_number_id") != self.phone_number_id:
            self.skip("other_number")
        else:
            self._take_value(value)

    def _take_value(self, value: Mapping[str, Any]) -> None:
        contacts = mappings(value.get("contacts"))
        for message in mappings(value.get("messages")):
            self._take(read_message, message, contacts, self.now)
        for report in mappings(value.get("statuses")):
            self._take(read_status, report, self.now)
        if value.get("errors"):
            self._take(read_error_report, value["errors"], self.now)

    def _take(self, read: Callable[..., Event], *arguments: Any) -> None:
        try:
            self.events.append(read(*arguments))
        except Unreadable as unreadable:
            self.skip(unreadable.reason)

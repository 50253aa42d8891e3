"""What Meta itself reports: the statuses of our messages, and errors."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from bot.gateway.whatsapp.events import ApiError, ErrorReported, StatusReported
from bot.gateway.whatsapp.fields import identifier, mapping, mappings, moment, number, text
from bot.gateway.whatsapp.status import Status
from bot.gateway.whatsapp.unreadable import Unreadable

_LONGEST_TITLE: Final = 200
_LONGEST_DETAILS: Final = 500
_STATUSES: Final = {status.value: status for status in Status}


def read_status(report: Mapping[str, Any], now: datetime) -> StatusReported:
    """What became of one message; a report without a usable time is of ``now``.

    Raises:
        Unreadable: when it has no id, or a status that is not known.
    """
    wamid, word = identifier(report.get("id")), report.get("status")
    if wamid is None:
        raise Unreadable("status_without_id")
    if not isinstance(word, str) or word not in _STATUSES:
        raise Unreadable("status_unknown")
    return StatusReported(
        id=wamid,
        at=moment(report.get("timestamp")) or now,
        message=wamid,
        status=_STATUSES[word],
        opaque=identifier(report.get("biz_opaque_callback_data")),
        errors=read_errors(report.get("errors")),
    )


def read_error_report(errors: object, now: datetime) -> ErrorReported:
    """Errors that belong to no message; the same ones within an hour have the same id.

    Raises:
        Unreadable: when none of them has a code.
    """
    read = read_errors(errors)
    if not read:
        raise Unreadable("error_without_code")
    said = [f"{error.code} {error.title} {error.details}" for error in read]
    digest = hashlib.sha256("\n".join([f"{now:%Y%m%d%H}", *said]).encode())
    return ErrorReported(id=digest.hexdigest()[:32], at=now, errors=read)


def read_errors(errors: object) -> tuple[ApiError, ...]:
    """The errors of a list that have a code."""
    return tuple(read for error in mappings(errors) if (read := read_error(error)))


def read_error(error: Mapping[str, Any]) -> ApiError | None:
    """One error in the shape in which both webhooks and Graph's answers have it."""
    code = number(error.get("code"))
    if code is None:
        return None
    title = text(error.get("title"), _LONGEST_TITLE) or text(error.get("message"), _LONGEST_TITLE)
    details = text(mapping(error.get("error_data")).get("details"), _LONGEST_DETAILS)
    return ApiError(code, title or "", details or "")

"""Meta had a message and reports later that it could not be sent on: again, or never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.gateway.whatsapp.digest import digest
from bot.gateway.whatsapp.errors import Retry
from bot.gateway.whatsapp.events import ApiError
from bot.gateway.whatsapp.graph_errors import error_of_report
from bot.gateway.whatsapp.outbox import advance, send_again
from bot.gateway.whatsapp.pace import back_off
from bot.gateway.whatsapp.reply_state import TO_SEND, ReplyState


@dataclass(frozen=True)
class Reported:
    """What a report changed: the reply's conversation, why it failed if it did, whether it goes out again."""

    conversation: str
    failed_reason: str | None = None
    goes_out_again: bool = False


def fail(
    connection: Connection, reply: Row[Any], *, wamid: str, code: int | None, now: datetime
) -> Reported | None:
    """Have a reply sent again where Meta's trouble passes, as after a refusal; else give it up.

    None where nothing changed: a later try has been accepted, or somebody has received it.
    """
    if _is_of_an_earlier_try(reply, wamid):
        return None
    error = error_of_report(ApiError(code)) if code is not None else None
    if isinstance(error, Retry) and reply.payload is not None:
        until = now + timedelta(seconds=back_off(reply.attempts))
        waits = send_again(connection, reply.id, wamid=wamid, until=until)
        return Reported(reply.conversation, goes_out_again=True) if waits else None
    reason = f"{type(error).__name__} {code}" if error else "unknown"
    given_up = advance(connection, reply.id, ReplyState.FAILED, wamid=wamid, reason=reason)
    return Reported(reply.conversation, failed_reason=reason) if given_up else None


def _is_of_an_earlier_try(reply: Row[Any], wamid: str) -> bool:
    return reply.state not in TO_SEND and reply.wamid not in (None, digest(wamid))

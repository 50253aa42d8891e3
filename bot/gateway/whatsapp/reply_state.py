"""How far a reply has come."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class ReplyState(StrEnum):
    """How far a reply has come."""

    WAITING = "waiting"
    SENDING = "sending"
    ACCEPTED = "accepted"
    SENT = "sent"
    FAILED = "failed"
    DELIVERED = "delivered"
    READ = "read"


# A reply never goes back. Who has received it did receive it, whatever was reported to have failed.
ORDER: Final = tuple(ReplyState)
TO_SEND: Final = (ReplyState.WAITING, ReplyState.SENDING)
# Meta has it, and may still say that it could not be sent on.
UNDER_WAY: Final = (ReplyState.ACCEPTED, ReplyState.SENT)

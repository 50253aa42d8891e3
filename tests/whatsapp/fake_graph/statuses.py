"""The status webhooks that follow an accepted message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.whatsapp.fake_graph.graph_errors import Refused
from tests.whatsapp.fake_graph.ledger import Accepted
from tests.whatsapp.fake_graph.number import BusinessNumber
from tests.whatsapp.fake_graph.person import Person
from tests.whatsapp.fake_graph.webhook_sender import WebhookSender
from tests.whatsapp.fake_graph.webhooks import status_webhook

JSONObject = dict[str, Any]


@dataclass(frozen=True)
class Course:
    """What becomes of an accepted message: its statuses, each ``every`` seconds after the last."""

    statuses: tuple[str, ...] = ("sent", "delivered", "read")
    every: float = 0.0


class Statuses:
    """Reports how far messages came."""

    def __init__(
        self, number: BusinessNumber, sender: WebhookSender, course: Course, clock: Callable[[], float]
    ) -> None:
        self.course = course
        self._number = number
        self._sender = sender
        self._clock = clock

    def report(self, accepted: Accepted, person: Person | None) -> None:
        """Report the usual course of a message."""
        for position, status in enumerate(self.course.statuses):
            self._deliver(accepted, person, status, after=position * self.course.every)

    def report_failure(self, accepted: Accepted, person: Person | None, refused: Refused) -> None:
        """Report that a message, accepted before, could not be sent."""
        self._deliver(accepted, person, "failed", errors=[refused.report])

    def is_known(self, accepted: Accepted) -> bool:
        """Whether the webhook took in that this message was sent."""
        keys = {_key(accepted, status) for status in self.course.statuses}
        return not keys.isdisjoint(self._sender.taken)

    def _deliver(
        self, accepted: Accepted, person: Person | None, status: str, after: float = 0.0, **more: Any
    ) -> None:
        told: JSONObject = {"id": accepted.wamid, "status": status}
        told |= {"timestamp": str(int(self._clock() + after)), **_recipient(accepted, person), **more}
        if accepted.opaque:
            told["biz_opaque_callback_data"] = accepted.opaque
        content = status_webhook(self._number, told)
        self._sender.deliver(_key(accepted, status), content, after=after)


def _key(accepted: Accepted, status: str) -> str:
    return f"status/{accepted.wamid}/{status}"


def _recipient(accepted: Accepted, person: Person | None) -> JSONObject:
    if person is None:
        return {"recipient_id": accepted.to}
    ids = {"recipient_id": person.phone, "recipient_user_id": person.user}
    return {key: value for key, value in ids.items() if value}

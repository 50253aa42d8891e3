"""What happens to a request with the right token: it is checked, then refused or accepted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.faults import Drop
from tests.whatsapp.fake_graph.graph_errors import Refused
from tests.whatsapp.fake_graph.ledger import Accepted, Ledger, ReadMark
from tests.whatsapp.fake_graph.message_rules import (
    check_message,
    check_product,
    check_read_mark,
    is_read_mark,
)
from tests.whatsapp.fake_graph.number import BusinessNumber
from tests.whatsapp.fake_graph.people import People
from tests.whatsapp.fake_graph.person import Person
from tests.whatsapp.fake_graph.rates import PairRate, Throughput
from tests.whatsapp.fake_graph.statuses import Statuses
from tests.whatsapp.fake_graph.wamids import Wamids
from tests.whatsapp.fake_graph.window import Window

JSONObject = dict[str, Any]

_BSUID: Final = re.compile(r"[A-Z]{2}\.[A-Za-z0-9]{1,128}")
_PHONE: Final = re.compile(r"\+?[1-9][0-9]{6,14}")


@dataclass(frozen=True)
class Reply:
    """The body of a 200, or a connection that is cut instead."""

    body: JSONObject
    cut: bool = False


class Sending:
    """The rules in the order in which Meta's refusals tell them: shape, recipient, window, rates."""

    def __init__(
        self,
        behaviour: Behaviour,
        number: BusinessNumber,
        people: People,
        statuses: Statuses,
        wamids: Wamids,
        clock: Callable[[], float],
    ) -> None:
        self.ledger = Ledger()
        self.window = Window(clock)
        self.throughput = Throughput(behaviour.limits.per_second, clock)
        self._pairs = PairRate(behaviour.limits, clock)
        self._behaviour = behaviour
        self._number = number
        self._people = people
        self._statuses = statuses
        self._wamids = wamids
        self._clock = clock

    def take(self, content: Any) -> Reply:
        """Accept a request.

        Raises:
            Refused: when Meta would refuse it, or a fault was asked for.
        """
        payload = check_product(content)
        if is_read_mark(payload):
            return self._mark_read(payload)
        check_message(payload)
        address = _address(payload)
        if address == self._number.phone:
            raise Refused(131021)
        return self._send(payload, address)

    def _mark_read(self, payload: JSONObject) -> Reply:
        check_read_mark(payload)
        if payload["message_id"] not in self._people.sent:
            raise Refused(131009, "message_id is not the id of a message that a user sent")
        self._fail(self._behaviour.faults.always)
        self.ledger.add(ReadMark(payload["message_id"], typing="typing_indicator" in payload))
        return Reply({"success": True})

    def _send(self, payload: JSONObject, address: str) -> Reply:
        person = self._people.at(address)
        fault = self._behaviour.faults.draw()
        refused = self._refusal(payload, person, fault)
        if refused and refused.code not in self._behaviour.reported_later:
            raise refused
        accepted = self._accept(payload, address, person)
        if refused:
            self.ledger.undelivered.add(accepted.wamid)
            self._statuses.report_failure(accepted, person, refused)
        else:
            self._hand_over(accepted, person)
        return Reply(_acceptance(accepted, address, person), cut=isinstance(fault, Drop))

    def _refusal(self, payload: JSONObject, person: Person | None, fault: Any) -> Refused | None:
        try:
            self._fail(fault)
            self._check_recipient(payload, person)
            self._check_rates(person)
        except Refused as refused:
            return refused
        return None

    @staticmethod
    def _fail(fault: Any) -> None:
        if isinstance(fault, int):
            raise Refused(fault)

    def _check_recipient(self, payload: JSONObject, person: Person | None) -> None:
        if person is None:
            raise Refused(131026)
        if payload.get("type") == "template":
            self._behaviour.templates.check(payload["template"])
        elif not self.window.is_open(person.name):
            raise Refused(131047)

    def _check_rates(self, person: Person | None) -> None:
        if person and self._pairs.is_full(person.name):
            raise Refused(131056)
        if self.throughput.is_full():
            raise Refused(130429)

    def _accept(self, payload: JSONObject, address: str, person: Person | None) -> Accepted:
        to = person.name if person else address
        accepted = Accepted(self._wamids.new(), to, payload, self._clock())
        earlier = self.ledger.with_opaque(accepted.opaque)
        if any(self._statuses.is_known(before) for before in earlier):
            self.ledger.repeated.append(accepted)
        self.throughput.count()
        self._pairs.count(to)
        self.ledger.add(accepted)
        return accepted

    def _hand_over(self, accepted: Accepted, person: Person | None) -> None:
        if person:
            person.receive(accepted.message)
        self._statuses.report(accepted, person)


def _address(payload: JSONObject) -> str:
    to, recipient = payload.get("to"), payload.get("recipient")
    if (to is None) == (recipient is None):
        raise Refused(131008 if to is None else 131009, "one of 'to' and 'recipient' is required, not both")
    if to is None:
        return _matching(_BSUID, recipient, "recipient must be a business-scoped user id")
    return _matching(_PHONE, to, "to must be a phone number in digits").removeprefix("+")


def _matching(pattern: re.Pattern[str], value: Any, otherwise: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Refused(131009, otherwise)
    return value


def _acceptance(accepted: Accepted, address: str, person: Person | None) -> JSONObject:
    ids = {"wa_id": person.phone, "user_id": person.user} if person else {}
    contact = {"input": address, **{key: value for key, value in ids.items() if value}}
    return {"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": accepted.wamid}]}

"""Who has WhatsApp, and the way of their messages to the webhook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.whatsapp.fake_graph import incoming
from tests.whatsapp.fake_graph.number import BusinessNumber
from tests.whatsapp.fake_graph.person import Person
from tests.whatsapp.fake_graph.wamids import Wamids
from tests.whatsapp.fake_graph.webhook_sender import WebhookSender
from tests.whatsapp.fake_graph.webhooks import message_webhook

JSONObject = dict[str, Any]


class People:
    """Everyone on the network; ``on_message`` hears of each message when it is sent."""

    def __init__(
        self,
        number: BusinessNumber,
        sender: WebhookSender,
        wamids: Wamids,
        clock: Callable[[], float],
        on_message: Callable[[Person], None],
    ) -> None:
        self.sent: set[str] = set()
        self._number = number
        self._sender = sender
        self._wamids = wamids
        self._clock = clock
        self._on_message = on_message
        self._by_address: dict[str, Person] = {}
        self._typed_at: dict[Person, int] = {}

    def add(self, name: str, *, phone: str | None = None, user: str | None = None) -> Person:
        """A new person with a phone number (digits), a BSUID, or both."""
        if not phone and not user:
            raise ValueError(f"{name} needs a phone number or a BSUID")
        if any(person.name == name for person in self._by_address.values()):
            raise ValueError(f"there is a {name} already; tests tell people by their names")
        person = Person(name, self._post, phone, user)
        self._register(person)
        return person

    def at(self, address: str) -> Person | None:
        """The person with this phone number or BSUID."""
        return self._by_address.get(address)

    def move(self, person: Person, new_phone: str, *, user: str | None = None) -> str:
        """Give a person another phone number and BSUID; the webhook hears it from the old ones."""
        for address in filter(None, (person.phone, person.user)):
            del self._by_address[address]
        wamid = self._post(person, incoming.number_changed(new_phone, person.name))
        person.phone, person.user = new_phone, user
        self._register(person)
        return wamid

    def _register(self, person: Person) -> None:
        for address in filter(None, (person.phone, person.user)):
            if address in self._by_address:
                raise ValueError(f"{address} belongs to {self._by_address[address].name}")
            self._by_address[address] = person

    def _post(self, person: Person, shape: JSONObject) -> str:
        wamid = self._wamids.new()
        self.sent.add(wamid)
        message = {**person.sender, "id": wamid, "timestamp": str(self._moment(person)), **shape}
        if "context" in shape:
            message["context"] = {"from": self._number.phone, **shape["context"]}
        self._on_message(person)
        contact = None if shape["type"] == "system" else person.contact
        self._sender.deliver(f"message/{wamid}", message_webhook(self._number, contact, message))
        return wamid

    def _moment(self, person: Person) -> int:
        """Now in whole seconds, each later than the one before.

        Time stamps have no fractions, and a person does not type two messages in one second.
        """
        moment = max(int(self._clock()), self._typed_at.get(person, 0) + 1)
        self._typed_at[person] = moment
        return moment

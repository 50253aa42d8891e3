"""A simulated WhatsApp user: sends through signed webhooks, receives what the fake accepts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.whatsapp.fake_graph import incoming
from tests.whatsapp.fake_graph.received import Choice, Received

JSONObject = dict[str, Any]


@dataclass(eq=False)
class Person:
    """A user with a phone number, a business-scoped user id (BSUID), or both.

    ``post`` hands a message to the network and returns its wamid. ``inbox`` holds what came and was
    not looked at yet.
    """

    name: str
    post: Callable[[Person, JSONObject], str]
    phone: str | None = None
    user: str | None = None
    received: list[Received] = field(default_factory=list)
    inbox: asyncio.Queue[Received] = field(default_factory=asyncio.Queue)

    @property
    def contact(self) -> JSONObject:
        """The person as an entry of ``contacts``."""
        ids = {"wa_id": self.phone, "user_id": self.user}
        return {"profile": {"name": self.name}, **{key: value for key, value in ids.items() if value}}

    @property
    def sender(self) -> JSONObject:
        """The person as the sender of a message."""
        ids = {"from": self.phone, "from_user_id": self.user}
        return {key: value for key, value in ids.items() if value}

    def receive(self, message: Received) -> None:
        """Take in a message from the clinic."""
        self.received.append(message)
        self.inbox.put_nowait(message)

    async def next_message(self, seconds: float = 10) -> Received:
        """The next message that was not looked at yet.

        Raises:
            TimeoutError: when none came within ``seconds``.
        """
        async with asyncio.timeout(seconds):
            return await self.inbox.get()

    def say(self, body: str, *, replying_to: Received | None = None) -> str:
        """Type a message; returns its wamid, as all that follow do."""
        return self._send(incoming.text(body), about=replying_to)

    def press(self, message: Received, choice: Choice) -> str:
        """Press a button or choose a row of a message."""
        shape = incoming.list_reply if message.is_list else incoming.button_reply
        return self._send(shape(choice), about=message)

    def press_template(self, message: Received, title: str) -> str:
        """Press a quick reply of a template."""
        return self._send(incoming.template_reply(title), about=message)

    def send_media(self, kind: str) -> str:
        """Send an image, video, document, sticker, audio or voice message."""
        return self._send(incoming.media(kind))

    def send_location(self) -> str:
        """Send a place."""
        return self._send(incoming.location())

    def send_contacts(self) -> str:
        """Send an entry of the address book."""
        return self._send(incoming.contacts())

    def send_unsupported(self) -> str:
        """Send what Meta does not hand on."""
        return self._send(incoming.unsupported())

    def react(self, message: Received, emoji: str | None) -> str:
        """React to a message; None takes the reaction back."""
        return self._send(incoming.reaction(message.wamid, emoji))

    def edit(self, wamid: str, body: str) -> str:
        """Change a message that was sent."""
        return self._send(incoming.edit(wamid, body))

    def delete(self, wamid: str) -> str:
        """Take a message back."""
        return self._send(incoming.revoke(wamid))

    def _send(self, shape: JSONObject, *, about: Received | None = None) -> str:
        quoted: JSONObject = {"context": {"id": about.wamid}} if about else {}
        return self.post(self, {**quoted, **shape})

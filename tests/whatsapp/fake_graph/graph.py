"""The fake Graph API, running: what a test starts, tells and asks."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

from aiohttp import web

from tests.whatsapp.fake_graph.app import VERSION, create_app
from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.graph_errors import Refused
from tests.whatsapp.fake_graph.handshake import shake_hands
from tests.whatsapp.fake_graph.ledger import Ledger
from tests.whatsapp.fake_graph.number import CLINIC, BusinessNumber
from tests.whatsapp.fake_graph.people import People
from tests.whatsapp.fake_graph.person import Person
from tests.whatsapp.fake_graph.sending import Sending
from tests.whatsapp.fake_graph.statuses import Statuses
from tests.whatsapp.fake_graph.wamids import Wamids
from tests.whatsapp.fake_graph.webhook_sender import WebhookSender
from tests.whatsapp.fake_graph.webhooks import error_webhook

_HOST: Final = "127.0.0.1"


class FakeGraph:
    """Meta's WhatsApp Cloud API for one number, on a port of this machine while it is entered.

    ``clock`` gives seconds since 1970; a test that moves it moves windows, rates and time stamps.
    ``run`` makes the wamids the same every time; port 0 is any that is free.
    """

    def __init__(
        self,
        behaviour: Behaviour | None = None,
        *,
        number: BusinessNumber = CLINIC,
        clock: Callable[[], float] = time.time,
        run: str | None = None,
        port: int = 0,
    ) -> None:
        self.number = number
        self.behaviour = behaviour or Behaviour()
        self.webhooks = WebhookSender(number.app_secret, self.behaviour.disorder, self.behaviour.backoff)
        wamids = Wamids(run)
        self.people = People(number, self.webhooks, wamids, clock, self._written_by)
        statuses = Statuses(number, self.webhooks, self.behaviour.course, clock)
        self._sending = Sending(self.behaviour, number, self.people, statuses, wamids, clock)
        self._runner: web.AppRunner | None = None
        self._port = port

    @property
    def url(self) -> str:
        """What the assistant takes for https://graph.facebook.com/v26.0."""
        return f"http://{_HOST}:{self._port}/{VERSION}"

    @property
    def ledger(self) -> Ledger:
        """What was accepted, marked and refused."""
        return self._sending.ledger

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(create_app(self.number, self._sending), access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, _HOST, self._port).start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.webhooks.close()
        if self._runner:
            await self._runner.cleanup()

    def person(self, name: str, *, phone: str | None = None, user: str | None = None) -> Person:
        """Someone with WhatsApp, known by a phone number (digits), a BSUID, or both."""
        return self.people.add(name, phone=phone, user=user)

    async def subscribe(self, webhook: str) -> None:
        """Shake hands with a webhook and deliver to it from now on.

        Raises:
            HandshakeRefused: when it does not answer as it should.
        """
        await shake_hands(webhook, self.number.verify_token)
        self.webhooks.url = webhook

    def announce_error(self, code: int) -> None:
        """Tell the webhook of an error that belongs to no message."""
        content = error_webhook(self.number, Refused(code).report)
        self.webhooks.deliver(f"error/{code}", content)

    async def settled(self) -> None:
        """Wait until every webhook was delivered."""
        await self.webhooks.settled()

    def _written_by(self, person: Person) -> None:
        self._sending.window.open(person.name)
        if self.behaviour.limits.counts_incoming:
            self._sending.throughput.count()

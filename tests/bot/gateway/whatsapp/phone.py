"""A gateway with a WhatsApp number, and the fake Graph API that it speaks to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from time import monotonic
from typing import Any

from bot.settings import Settings
from bot.whatsapp_settings import WhatsAppSettings
from tests.bot.gateway.conftest import Gateway, Start
from tests.bot.gateway.fakes import FakeEngine
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.person import Person
from tests.whatsapp.fake_graph.received import Received

QUICK = timedelta(milliseconds=20)


@dataclass
class Phone:
    """The clinic's number: a gateway that can be stopped and started, and who writes to it."""

    graph: FakeGraph
    settings: Settings
    launch: Start
    gateway: Gateway | None = None

    async def start(self, engine: FakeEngine | None = None, **more: Any) -> Gateway:
        """Start the gateway, again if it ran before, and have Meta deliver to it."""
        self.gateway = await self.launch(engine, settings=self.settings, **more)
        await self.graph.subscribe(self.webhook)
        return self.gateway

    async def stop(self) -> None:
        """Stop the gateway as SIGTERM does; Meta goes on trying to deliver."""
        await self.running.client.close()

    @property
    def running(self) -> Gateway:
        assert self.gateway is not None
        return self.gateway

    @property
    def webhook(self) -> str:
        return str(self.running.client.make_url("/whatsapp/webhook"))

    async def ask(self, person: Person, text: str) -> Received:
        """The message that answers what a person says."""
        person.say(text)
        return await person.next_message()

    async def until(self, statement: str, expected: object, *, seconds: float = 10) -> None:
        """Wait until the database says something; after each look others have their turn."""
        deadline = monotonic() + seconds
        while self.rows(statement) != expected and monotonic() < deadline:
            await self.running.client.get("/readyz")
        assert self.rows(statement) == expected

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """What the database holds."""
        with closing(sqlite3.connect(self.settings.var / "meridian.db")) as connection:
            return connection.execute(statement).fetchall()


def with_number(settings: Settings, graph: FakeGraph, **changes: Any) -> Settings:
    """The settings of a gateway with the fake's number, quick unless told otherwise."""
    number = graph.number
    whatsapp = WhatsAppSettings(
        token=number.token,
        phone_number_id=number.phone_number_id,
        app_secret=number.app_secret,
        verify_token=number.verify_token,
        graph_url=graph.url,
        order_wait=QUICK,
    )
    return replace(settings, whatsapp=replace(whatsapp, **changes))

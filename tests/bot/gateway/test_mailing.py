"""The gateway sends the mails that bookings leave, where a mail server is set up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio
from sqlalchemy import Connection, select

from bot.booking.appointment import Appointment
from bot.booking.calendar import Calendar
from bot.booking.store import book
from bot.booking.tables import MAILS
from bot.clock import Clock
from bot.engine.engine import Reply
from bot.gateway import keys
from bot.settings import Settings
from tests.bot.booking.bookings import NOW, wish
from tests.bot.gateway.conftest import Gateway, Start
from tests.bot.gateway.test_staff_and_erasure import database_bytes
from tests.bot.mail.smtp_server import MailHost, mail_host

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def host() -> AsyncIterator[MailHost]:
    async with mail_host() as running:
        yield running


@pytest.fixture
def with_mail(settings: Settings, host: MailHost) -> Settings:
    return replace(
        settings,
        smtp_host="127.0.0.1",
        smtp_port=host.port,
        smtp_security="none",
        smtp_from="desk@clinic.example",
    )


async def booked(gateway: Gateway) -> Appointment:
    """As the action server does it in its own process."""
    calendar, request = Calendar.of(gateway.app[keys.CLINIC]), wish("2026-11-24 15:00")
    return await gateway.app[keys.DATABASE].run(book, calendar, request, now=NOW, by_mail=True)


def fates(connection: Connection) -> list[tuple[str, str | None]]:
    rows = connection.execute(select(MAILS.c.fate, MAILS.c.address).order_by(MAILS.c.sequence))
    return [(row.fate, row.address) for row in rows]


async def test_what_waits_is_sent_and_counted(start: Start, with_mail: Settings, host: MailHost) -> None:
    gateway = await start(settings=with_mail, clock=Clock.starting_at(NOW))
    await booked(gateway)
    message = await asyncio.wait_for(host.arrived.get(), 10)
    await gateway.client.close()  # finishes the mail on its way

    assert message["To"] == "anna@example.com"
    again = await start(settings=with_mail, clock=Clock.starting_at(NOW))
    assert await again.app[keys.DATABASE].run(fates) == [("sent", None)]
    metrics = gateway.app[keys.METRICS].registry
    assert metrics.get_sample_value("meridian_mails_total", {"outcome": "sent"}) == 1


async def test_without_a_server_nothing_is_sent(start: Start) -> None:
    gateway = await start(clock=Clock.starting_at(NOW))
    await booked(gateway)

    assert "mailing" not in {task.get_name() for task in asyncio.all_tasks()}
    assert await gateway.app[keys.DATABASE].run(fates) == [("waiting", "anna@example.com")]


async def test_an_address_does_not_wait_for_ever_where_mail_was_turned_off(
    start: Start, settings: Settings
) -> None:
    gateway = await start(clock=Clock.starting_at(NOW))
    await booked(gateway)
    await gateway.client.close()
    later = await start(clock=Clock.starting_at(NOW + timedelta(days=2)))
    await later.app[keys.ERASER].sweep()

    assert await later.app[keys.DATABASE].run(fates) == [("failed", None)]


async def test_who_has_their_data_deleted_is_told_of_the_cancellation_and_then_forgotten(
    start: Start, with_mail: Settings, host: MailHost
) -> None:
    host.gate.clear()
    gateway = await start(settings=with_mail, clock=Clock.starting_at(NOW))
    await booked(gateway)
    await asyncio.wait_for(host.started.wait(), 10)
    gateway.engine.replies = lambda _: Reply([{"text": "Deleted.", "kind": "notice"}], {"erase": True})
    await gateway.chat("yes", conversation="anna")
    host.gate.set()
    subjects = [(await asyncio.wait_for(host.arrived.get(), 10))["Subject"] for _ in range(2)]
    await gateway.client.close()

    assert subjects[1] == "Your appointment is cancelled: Tuesday 24 November 2026 at 15:00"
    assert b"anna@example.com" not in database_bytes(with_mail.var)


async def test_the_file_behind_the_link_has_the_organizer_of_the_mails(
    start: Start, with_mail: Settings
) -> None:
    gateway = await start(settings=with_mail, clock=Clock.starting_at(NOW))
    made = await booked(gateway)
    response = await gateway.client.get(f"/appointments/{made.reference}/{made.uid}.ics")

    assert "mailto:desk@clinic.example" in (await response.text()).replace("\r\n ", "")

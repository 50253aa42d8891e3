"""Calendar files and the privacy text over HTTP, and erasing what a conversation booked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.booking.appointment import Appointment, Status
from bot.booking.calendar import Calendar
from bot.booking.lookup import find
from bot.booking.store import book
from bot.clock import Clock
from bot.engine.engine import Reply
from bot.gateway import keys
from bot.settings import Settings
from tests.bot.booking.bookings import NOW, wish
from tests.bot.gateway.conftest import Gateway, Start

pytestmark = pytest.mark.asyncio

_SECRET = "a-secret-of-the-clinics-staff"


async def booked(gateway: Gateway, start: str = "2026-11-24 15:00") -> Appointment:
    calendar = Calendar.of(gateway.app[keys.CLINIC])
    return await gateway.app[keys.DATABASE].run(book, calendar, wish(start), now=NOW)


async def test_an_appointments_file_is_at_the_address_that_was_told(gateway: Gateway) -> None:
    made = await booked(gateway)
    response = await gateway.client.get(f"/appointments/{made.reference}/{made.uid}.ics")

    assert response.status == 200
    assert response.content_type == "text/calendar"
    assert f"UID:{made.uid}" in await response.text()


async def test_nobody_finds_a_file_by_its_reference_alone(gateway: Gateway) -> None:
    made = await booked(gateway)
    statuses = [
        (await gateway.client.get(f"/appointments/{reference}/{secret}.ics")).status
        for reference, secret in ((made.reference, "x"), ("K7P2XW", made.uid), (made.reference, "%C3%A9"))
    ]

    assert statuses == [404, 404, 404]


async def test_staff_subscribe_to_all_appointments_with_their_secret(
    start: Start, settings: Settings
) -> None:
    gateway = await start(settings=replace(settings, feed_secret=_SECRET), clock=Clock.starting_at(NOW))
    made = await booked(gateway)
    response = await gateway.client.get(f"/calendar/{_SECRET}.ics")

    assert made.uid in await response.text()
    assert (await gateway.client.get("/calendar/another.ics")).status == 404


async def test_without_a_secret_there_is_no_feed(gateway: Gateway) -> None:
    assert (await gateway.client.get("/calendar/.ics")).status == 404
    assert (await gateway.client.get("/calendar/None.ics")).status == 404


async def test_the_privacy_text_speaks_all_four_languages(gateway: Gateway) -> None:
    response = await gateway.client.get("/privacy")
    text = await response.text()

    assert response.status == 200
    assert all(f'<section lang="{tag}">' in text for tag in ("en", "nl", "zh-Hant", "zh-Hans"))
    assert "{" not in text


async def test_deleting_a_conversation_cancels_what_it_booked_and_strips_its_person(start: Start) -> None:
    gateway = await start(clock=Clock.starting_at(NOW))
    made = await booked(gateway)
    gateway.engine.replies = lambda _: Reply([{"text": "Deleted.", "kind": "notice"}], {"erase": True})
    await gateway.chat("yes", conversation="anna")

    left = await gateway.app[keys.DATABASE].run(find, made.reference)
    assert left is not None
    assert left.status is Status.CANCELLED
    assert (left.name, left.phone, left.email, left.conversation) == (None, None, None, None)

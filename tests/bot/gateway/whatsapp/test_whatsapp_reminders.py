"""Reminders the day before an appointment, as templates."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, insert, update

from bot.booking.tables import APPOINTMENTS
from bot.clock import Clock
from bot.gateway import keys
from bot.gateway.whatsapp.reminders import templates
from bot.gateway.whatsapp.tables import WHATSAPP_USERS
from knowledge.language import Language
from tests.bot.gateway.whatsapp.phone import Phone
from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.person import Person
from tests.whatsapp.fake_graph.templates import Templates

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
START = datetime(2026, 12, 3, 15, 0, tzinfo=HONG_KONG)
APPROVED = {("appointment_reminder", code): 4 for code in ("en", "nl", "zh_HK", "zh_CN")}


@pytest.fixture
def behaviour() -> Behaviour:
    return Behaviour(templates=Templates(APPROVED))


def add_appointment(connection: Connection, **changes: Any) -> None:
    booked = START - timedelta(days=7)
    values: dict[str, Any] = {
        "reference": "ABCD2345",
        "key": "k",
        "uid": "11111111-1111-4111-8111-111111111111",
        "sequence": 0,
        "status": "booked",
        "service": "acupuncture",
        "practitioner": "practitioner",
        "starts_at": START,
        "ends_at": START + timedelta(minutes=45),
        "zone": "Asia/Hong_Kong",
        "language": "nl",
        "created_at": booked,
        "updated_at": booked,
    }
    connection.execute(insert(APPOINTMENTS).values(values | changes))


def set_stopped(connection: Connection) -> None:
    connection.execute(update(WHATSAPP_USERS).values(stopped=True))


async def look(phone: Phone, now: datetime) -> None:
    """What happens at a moment; 24 hours after the last message, if there was one."""
    channel = phone.running.app[keys.WHATSAPP]
    clock = Clock.starting_at(now)
    await replace(channel.reminders, clock=clock.now).look()


async def booked(phone: Phone, ann: Person, **changes: Any) -> None:
    await phone.ask(ann, "hello")
    conversation = phone.running.engine.turns[0].conversation
    await phone.running.app[keys.DATABASE].run(add_appointment, **{"conversation": conversation, **changes})


async def test_people_are_reminded_once_the_day_before(phone: Phone, ann: Person) -> None:
    await booked(phone, ann)
    for _ in range(2):
        await look(phone, START - timedelta(hours=28))
    reminder = await ann.next_message()
    await phone.until("SELECT state FROM whatsapp_replies WHERE event IS NULL", [("read",)])

    template = reminder.payload["template"]
    said = [parameter["text"] for parameter in template["components"][0]["parameters"]]
    assert (template["language"]["code"], said[0], said[2]) == ("nl", "Acupunctuur", "ABCD2345")
    assert "3 december" in said[1]
    assert "15:00" in said[1]
    assert ann.inbox.empty()


@pytest.mark.parametrize(
    "before", [timedelta(hours=30), timedelta(days=2), timedelta(hours=2), timedelta(hours=-1)]
)
async def test_not_too_early_and_not_on_the_day(phone: Phone, ann: Person, before: timedelta) -> None:
    await booked(phone, ann)
    await look(phone, START - before)

    assert phone.rows("SELECT count(*) FROM whatsapp_replies") == [(1,)]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "cancelled"},
        {"updated_at": START - timedelta(hours=29)},
        {"conversation": "of-the-website"},
    ],
)
async def test_who_needs_no_reminder_gets_none(phone: Phone, ann: Person, changes: dict[str, Any]) -> None:
    await booked(phone, ann, **changes)
    await look(phone, START - timedelta(hours=28))

    assert phone.rows("SELECT count(*) FROM whatsapp_replies") == [(1,)]


async def test_who_said_stop_gets_none(phone: Phone, ann: Person) -> None:
    await booked(phone, ann)
    await phone.running.app[keys.DATABASE].run(set_stopped)
    await look(phone, START - timedelta(hours=28))

    assert phone.rows("SELECT count(*) FROM whatsapp_replies") == [(1,)]


def test_every_language_has_a_template_of_four_places() -> None:
    for language in Language:
        template = templates()[language]
        assert all(f"{{{{{place}}}}}" in template["text"] for place in range(1, 5))
    assert {(template["name"], template["code"]) for template in templates().values()} == set(APPROVED)

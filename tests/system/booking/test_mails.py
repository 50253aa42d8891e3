"""Who leaves an e-mail address in the chat gets the mails, through all three processes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
import pytest_asyncio
import yaml
from icalendar import Calendar as File

from tests.bot.mail.smtp_server import MailHost, mail_host
from tests.system.chat import Reply, Visitor, told
from tests.system.conftest import MAIL_FROM
from tests.system.whatsapp.assistant_with_number import AssistantWithNumber

pytestmark = pytest.mark.system

SECONDS_TO_ARRIVE = 30


PATIENTS: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("mails.yml").read_text(encoding="utf-8")
)


@pytest_asyncio.fixture
async def host(connected: AssistantWithNumber) -> AsyncIterator[MailHost]:
    async with mail_host(port=int(connected.more["MERIDIAN_SMTP_PORT"])) as running:
        yield running


async def test_booking_and_cancelling_each_bring_a_mail_with_the_calendar_file(
    connected: AssistantWithNumber, host: MailHost
) -> None:
    async with Visitor(connected) as visitor:
        for language, patient in PATIENTS.items():
            await book_and_cancel(language, patient, visitor, host)

    addresses = [patient["address"] for patient in PATIENTS.values()]
    assert host.recipients == [address for address in addresses for _ in range(2)]
    assert not any(address in connected.logs() for address in addresses)


async def book_and_cancel(language: str, patient: dict[str, str], visitor: Visitor, host: MailHost) -> None:
    conversation = visitor.conversation(language)
    await conversation.say(patient["wish"])
    booked = shown(await conversation.say(patient["yes"]))
    assert booked["status"] == "booked"
    first = await asyncio.wait_for(host.arrived.get(), SECONDS_TO_ARRIVE)
    await conversation.say(patient["cancel"])
    cancelled = shown(await conversation.say(patient["yes"]))
    assert cancelled["status"] == "cancelled"
    second = await asyncio.wait_for(host.arrived.get(), SECONDS_TO_ARRIVE)

    assert (first["Subject"], second["Subject"]) == (patient["booked"], patient["cancelled"])
    for mail, method, status in ((first, "REQUEST", "CONFIRMED"), (second, "CANCEL", "CANCELLED")):
        assert (mail["To"], mail["Content-Language"]) == (patient["address"], language)
        assert MAIL_FROM in mail["From"]
        check_file(mail, method, status, booked)
    assert event_of(first)["UID"] == event_of(second)["UID"]


def check_file(mail: EmailMessage, method: str, status: str, booked: Reply) -> None:
    """Hold the calendar file of a mail against what the chat said."""
    file, event = file_of(mail), event_of(mail)
    assert file["METHOD"] == method
    assert event["STATUS"] == status
    assert event.start == datetime.fromisoformat(booked["start"])
    body = mail.get_body(("plain",))
    assert body is not None
    assert booked["reference"] in body.get_content()


def file_of(mail: EmailMessage) -> File:
    (attached,) = mail.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    file = File.from_ical(attached.get_content())
    assert isinstance(file, File)
    return file


def event_of(mail: EmailMessage):
    (event,) = file_of(mail).events
    return event


def shown(reply: Reply):
    """The appointment that the last message is about."""
    return told(reply)[-1]["booking"]

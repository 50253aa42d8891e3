"""A mail server, a database and a sender between them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
import pytest_asyncio
from sqlalchemy import Connection, select

from bot.booking.calendar import Calendar
from bot.booking.desk import BookingDesk
from bot.booking.mails import Fate
from bot.booking.tables import MAILS
from bot.mail.message import Writer
from bot.mail.sender import Sender
from bot.mail.smtp import MailServer
from bot.settings import Settings
from bot.storage.database import Database
from knowledge.clinic import ClinicProfile, read_clinic
from knowledge.topic_file import KNOWLEDGE
from tests.bot.booking.bookings import NOW
from tests.bot.mail.smtp_server import MailHost, mail_host


@pytest.fixture(scope="session")
def clinic_profile() -> ClinicProfile:
    return read_clinic(KNOWLEDGE / "clinic.yml")


@pytest.fixture(scope="session")
def calendar(clinic_profile: ClinicProfile) -> Calendar:
    return Calendar.of(clinic_profile)


@pytest_asyncio.fixture
async def host() -> AsyncIterator[MailHost]:
    async with mail_host() as running:
        yield running


@pytest.fixture
def settings(database: str, host: MailHost) -> Settings:
    return Settings(
        database_url=database,
        public_url="https://chat.example",
        smtp_host="127.0.0.1",
        smtp_port=host.port,
        smtp_security="none",
        smtp_from="desk@clinic.example",
    )


@dataclass
class HandClock:
    """A clock that stands still until a test moves it on."""

    moment: datetime = NOW

    def now(self) -> datetime:
        """The moment that the test chose."""
        return self.moment


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest_asyncio.fixture
async def desk(
    settings: Settings, clinic_profile: ClinicProfile, clock: HandClock
) -> AsyncIterator[BookingDesk]:
    """The action server's desk."""
    desk = BookingDesk(settings, lambda: clinic_profile, clock)
    await desk.open()
    yield desk
    await desk.close()


@pytest_asyncio.fixture
async def gateway_database(settings: Settings) -> AsyncIterator[Database]:
    opened = Database(settings)
    await opened.open()
    yield opened
    await opened.close()


@dataclass
class Post:
    """The gateway's sender with all around it; ``outcomes`` is what it counted."""

    host: MailHost
    desk: BookingDesk
    clock: HandClock
    database: Database
    new_sender: Callable[[], Sender]
    outcomes: list[str]

    def __post_init__(self) -> None:
        self.sender = self.new_sender()

    async def send(self, *, after: timedelta = timedelta()) -> list[EmailMessage]:
        """What arrives when the sender looks, some time later."""
        self.clock.moment += after
        await self.sender.send_due()
        return self.host.messages

    async def rows(self) -> list[tuple[int, Fate, str | None]]:
        """Sequence, fate and address of every mail, oldest first."""
        return await self.database.run(_rows)


def _rows(connection: Connection) -> list[tuple[int, Fate, str | None]]:
    statement = select(MAILS).order_by(MAILS.c.appointment, MAILS.c.sequence)
    return [(row.sequence, Fate(row.fate), row.address) for row in connection.execute(statement)]


@pytest.fixture
def post(
    settings: Settings,
    host: MailHost,
    desk: BookingDesk,
    clock: HandClock,
    gateway_database: Database,
    clinic_profile: ClinicProfile,
) -> Post:
    outcomes: list[str] = []

    def new_sender() -> Sender:
        writer, server = Writer.of(settings, clinic_profile), MailServer(settings)
        return Sender(gateway_database, writer, server, clock, outcomes.append)

    return Post(host, desk, clock, gateway_database, new_sender, outcomes)

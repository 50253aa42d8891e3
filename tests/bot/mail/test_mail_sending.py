"""Mails are handed to a real mail server: once, again after failures, and encrypted where that was asked."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiosmtplib
import pytest
from structlog.testing import capture_logs

from bot.booking.mails import Fate
from bot.mail.message import Writer
from bot.mail.outbox import LEASE
from bot.mail.smtp import MailServer
from bot.settings import Settings
from knowledge.clinic import ClinicProfile
from tests.bot.booking.bookings import NOW, hong_kong, wish
from tests.bot.booking.test_calendar_files import MADE
from tests.bot.mail.conftest import Post
from tests.bot.mail.smtp_server import MailHost, mail_host

pytestmark = pytest.mark.asyncio

ADDRESS = "anna@example.com"


async def test_booking_moving_and_cancelling_each_send_a_mail(post: Post) -> None:
    made = await post.desk.book(wish("2026-11-24 15:00"))
    (booked,) = await post.send()
    await post.desk.move(made.reference, hong_kong("2026-11-25 10:00"))
    (moved,) = await post.send()
    await post.desk.cancel(made.reference)
    (cancelled,) = await post.send()

    assert booked["Subject"] == "Your appointment: Tuesday 24 November 2026 at 15:00"
    assert moved["Subject"] == "Your appointment has changed: Wednesday 25 November 2026 at 10:00"
    assert cancelled["Subject"] == "Your appointment is cancelled: Wednesday 25 November 2026 at 10:00"
    assert post.host.recipients == [ADDRESS] * 3
    assert await post.send(after=timedelta(days=1)) == []
    assert await post.rows() == [(sequence, Fate.SENT, None) for sequence in range(3)]
    assert post.outcomes == ["sent"] * 3


async def test_a_booking_of_another_process_wakes_the_sender(post: Post) -> None:
    task = asyncio.create_task(post.sender.run(pause=0.01))
    await post.desk.book(wish("2026-11-24 15:00"))
    message = await asyncio.wait_for(post.host.arrived.get(), 5)
    post.sender.stop()
    await asyncio.wait_for(task, 5)

    assert message["To"] == ADDRESS


async def test_a_server_that_is_busy_is_asked_again_later(post: Post) -> None:
    post.host.rcpt_answers = ["451 try later", "250 OK"]
    post.host.data_answers = ["452 no space"]
    await post.desk.book(wish("2026-11-24 15:00"))

    assert await post.send() == []
    assert await post.send(after=timedelta(seconds=59)) == []
    assert post.outcomes == ["postponed"]
    assert await post.send(after=timedelta(seconds=1)) == []
    assert post.outcomes == ["postponed", "postponed"]
    assert len(await post.send(after=timedelta(minutes=2))) == 1


async def test_a_server_that_is_away_loses_no_mail(
    post: Post, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post.desk.book(wish("2026-11-24 15:00"))
    away = replace(settings, smtp_port=1)
    monkeypatch.setattr(post.sender, "_server", MailServer(away))
    assert await post.send() == []
    assert await post.rows() == [(0, Fate.WAITING, ADDRESS)]
    post.sender = post.new_sender()

    assert len(await post.send(after=timedelta(minutes=1))) == 1


@pytest.mark.parametrize("refusals", ["rcpt_answers", "data_answers"])
async def test_an_address_that_is_refused_is_given_up_at_once(post: Post, refusals: str) -> None:
    setattr(post.host, refusals, ["550 no such user anna@example.com"])
    await post.desk.book(wish("2026-11-24 15:00"))
    await post.desk.book(wish("2026-11-24 16:00", email="ben@example.com"))
    with capture_logs() as logs:
        (other,) = await post.send()

    assert other["To"] == "ben@example.com"
    assert post.outcomes == ["failed", "sent"]
    assert sorted(await post.rows()) == [(0, Fate.FAILED, None), (0, Fate.SENT, None)]
    assert [(line["event"], line.get("code")) for line in logs] == [("mail.failed", 550), ("mail.sent", None)]


async def test_after_a_day_a_mail_is_given_up(post: Post) -> None:
    post.host.data_answers = ["451 try later"] * 2
    await post.desk.book(wish("2026-11-27 15:00"))
    await post.send()
    with capture_logs() as logs:
        await post.send(after=timedelta(days=1))

    assert post.outcomes == ["postponed", "failed"]
    assert await post.rows() == [(0, Fate.FAILED, None)]
    assert [(line["event"], line["log_level"]) for line in logs] == [("mail.failed", "error")]


async def test_a_crash_while_sending_sends_it_once_more_and_loses_nothing(post: Post) -> None:
    await post.desk.book(wish("2026-11-24 15:00"))
    post.host.gate.clear()
    sending = asyncio.create_task(post.sender.send_due())
    await asyncio.wait_for(post.host.started.wait(), 5)
    sending.cancel()  # as if the process had been killed
    with pytest.raises(asyncio.CancelledError):
        await sending
    post.host.gate.set()
    first = await asyncio.wait_for(post.host.arrived.get(), 5)
    post.sender = post.new_sender()

    assert await post.send(after=LEASE - timedelta(seconds=1)) == []
    (again,) = await post.send(after=timedelta(seconds=1))
    assert again["Message-ID"] == first["Message-ID"]
    assert await post.send(after=timedelta(days=1)) == []


async def test_what_is_on_its_way_is_finished_before_the_sender_stops(post: Post) -> None:
    await post.desk.book(wish("2026-11-24 15:00"))
    await post.desk.book(wish("2026-11-24 16:00"))
    post.host.gate.clear()
    task = asyncio.create_task(post.sender.run())
    await asyncio.wait_for(post.host.started.wait(), 5)
    post.sender.stop()
    post.host.gate.set()
    await asyncio.wait_for(task, 5)

    assert post.outcomes == ["sent"]
    assert sorted(fate for _, fate, _ in await post.rows()) == [Fate.SENT, Fate.WAITING]


async def test_a_mail_that_cannot_be_written_does_not_hold_up_the_next(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Writer.write
    broken = await post.desk.book(wish("2026-11-24 15:00"))
    await post.desk.book(wish("2026-11-24 16:00", email="ben@example.com"))

    def fail_for_one(writer: Writer, appointment, *, now):
        if appointment.reference == broken.reference:
            raise KeyError("a place in the text that is not known")
        return write(writer, appointment, now=now)

    monkeypatch.setattr(Writer, "write", fail_for_one)
    (other,) = await post.send()

    assert other["To"] == "ben@example.com"
    assert post.outcomes == ["postponed", "sent"]


async def test_the_sender_goes_on_when_the_database_is_away_for_a_while(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, failures = post.database.run, iter([OSError("the disk is gone")])

    async def fail_first(work, *args, **kwargs):
        if error := next(failures, None):
            raise error
        return await run(work, *args, **kwargs)

    await post.desk.book(wish("2026-11-24 15:00"))
    monkeypatch.setattr(post.database, "run", fail_first)
    with capture_logs() as logs:
        task = asyncio.create_task(post.sender.run(pause=0.01))
        await asyncio.wait_for(post.host.arrived.get(), 5)
        post.sender.stop()
        await asyncio.wait_for(task, 5)

    assert [line["event"] for line in logs] == ["mail.look.failed", "mail.sent"]


async def test_logs_hold_no_address_and_no_password(post: Post) -> None:
    post.host.data_answers = [f"451 {ADDRESS} later", "250 OK", f"554 {ADDRESS} is spam"]
    await post.desk.book(wish("2026-11-24 15:00"))
    await post.desk.book(wish("2026-11-24 16:00", email="ben@example.com"))
    with capture_logs() as logs:
        await post.send()
        await post.send(after=timedelta(minutes=1))

    assert [line["event"] for line in logs] == ["mail.postponed", "mail.sent", "mail.failed"]
    assert not [word for word in ("anna", "ben", "example", "clinic.example") if word in str(logs)]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of localhost with its key, signed by itself."""
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        f"-subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout {path} -out {path}.crt"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


@asynccontextmanager
async def encrypting(certificate: Path) -> AsyncIterator[tuple[MailHost, Settings]]:
    """A server that insists on encryption and a password, and settings for it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    async with mail_host(tls=context, login=True) as host:
        yield (
            host,
            Settings(
                smtp_host="localhost",
                smtp_port=host.port,
                smtp_user="desk",
                smtp_password="open sesame",
                smtp_from="desk@clinic.example",
            ),
        )


async def deliver(settings: Settings, clinic: ClinicProfile) -> None:
    await MailServer(settings).deliver(Writer.of(settings, clinic).write(MADE, now=NOW))


async def test_name_and_password_go_over_an_encrypted_connection(
    certificate: Path, clinic_profile: ClinicProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with encrypting(certificate) as (host, settings):
        await deliver(settings, clinic_profile)

    assert (host.encrypted, host.logins) == ([True], [(b"desk", b"open sesame")])


async def test_a_wrong_password_can_be_put_right_meanwhile(
    certificate: Path, clinic_profile: ClinicProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with encrypting(certificate) as (host, settings):
        with pytest.raises(aiosmtplib.SMTPAuthenticationError):  # not Refused: it is tried again
            await deliver(replace(settings, smtp_password="guess"), clinic_profile)

    assert host.messages == []


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    certificate: Path, clinic_profile: ClinicProfile
) -> None:
    async with encrypting(certificate) as (host, settings):
        with pytest.raises((aiosmtplib.SMTPException, OSError)):
            await deliver(settings, clinic_profile)

    assert (host.logins, host.messages) == ([], [])


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_server_without_encryption_gets_nothing_when_it_was_asked_for(
    host: MailHost, clinic_profile: ClinicProfile, security: str
) -> None:
    settings = Settings(
        smtp_host="127.0.0.1",
        smtp_port=host.port,
        smtp_security=security,
        smtp_from="desk@clinic.example",
    )
    with pytest.raises((aiosmtplib.SMTPException, OSError)):
        await deliver(settings, clinic_profile)

    assert host.messages == []

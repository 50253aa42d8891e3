"""Handing a mail to the mail server that is set up."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from email.message import EmailMessage
from typing import Final

import aiosmtplib

from bot.settings import Settings

SECONDS_TO_SEND: Final = 60.0
_SECONDS_TO_QUIT: Final = 2.0
_PERMANENT: Final = 500


class Refused(Exception):
    """The server will not take this mail, now or later; ``code`` is its answer.

    What it says besides is left out: it often quotes the address.
    """

    def __init__(self, code: int) -> None:
        super().__init__(f"the mail server answered {code}; check the address, and the server's log")
        self.code = code


class MailServer:
    """The server of the settings; each mail has a connection of its own, for there are few."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # Read from the disk once; it checks whose certificate it is.
        self._tls = None if settings.smtp_security == "none" else ssl.create_default_context()

    async def deliver(self, message: EmailMessage) -> None:
        """Hand a mail over.

        Raises:
            Refused: when the server will never take it.
            TimeoutError, OSError, aiosmtplib.SMTPException: when it may do so later.
        """
        try:
            async with asyncio.timeout(SECONDS_TO_SEND):
                await self._send(message)
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _reason(error.recipients[0]) from None
        except aiosmtplib.SMTPDataError as error:
            raise _reason(error) from None

    async def _send(self, message: EmailMessage) -> None:
        client = self._client()
        try:
            await client.connect()
            await client.send_message(message)
            with suppress(aiosmtplib.SMTPException, OSError):  # it is sent, whatever is said now
                await client.quit(timeout=_SECONDS_TO_QUIT)
        finally:
            client.close()

    def _client(self) -> aiosmtplib.SMTP:
        settings = self._settings
        return aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or None,
            password=settings.smtp_password or None,
            use_tls=settings.smtp_security == "tls",
            # Without TLS it is not "if the server can" but not at all; with it, never without.
            start_tls=settings.smtp_security == "starttls",
            tls_context=self._tls,
            # Else the name of this machine is looked up, and told.
            local_hostname=settings.smtp_from.rpartition("@")[2],
        )


def _reason(error: aiosmtplib.SMTPResponseException) -> Exception:
    return Refused(error.code) if error.code >= _PERMANENT else error

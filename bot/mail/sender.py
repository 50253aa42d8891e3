"""Sends the mails that wait, while the gateway runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from typing import Final, Protocol

import structlog

from bot.clock import Clock
from bot.mail.message import Writer
from bot.mail.outbox import Mail, give_up, mark_sent, postpone, take
from bot.mail.smtp import Refused
from bot.storage.database import Database

_log = structlog.get_logger(__name__)

# The action server books, in a process of its own: the table is looked at, which takes about a
# millisecond.
SECONDS_BETWEEN_LOOKS: Final = 3.0
_LEVELS: Final = {"sent": logging.INFO, "postponed": logging.WARNING, "failed": logging.ERROR}


class Server(Protocol):
    """Where mails are handed over."""

    async def deliver(self, message: EmailMessage) -> None:
        """Hand a mail over.

        Raises:
            Refused: when it will never be taken; whatever else is raised, it may be later.
        """


class Sender:
    """Takes one mail after the other; ``count`` is told each outcome: sent, postponed or failed."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        server: Server,
        clock: Clock,
        count: Callable[[str], None],
    ) -> None:
        self._database = database
        self._writer = writer
        self._server = server
        self._clock = clock
        self._count = count
        self._stopping = asyncio.Event()

    async def run(self, pause: float = SECONDS_BETWEEN_LOOKS) -> None:
        """Send what is due again and again, ``pause`` seconds apart, until asked to stop."""
        while not self._stopping.is_set():
            try:
                await self.send_due()
            except Exception as error:  # such as a database that is away: the next look is due all the same
                _log.error("mail.look.failed", error=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)

    def stop(self) -> None:
        """Begin no other mail; the one on its way is finished."""
        self._stopping.set()

    async def send_due(self) -> None:
        """Send every mail that is due."""
        while not self._stopping.is_set():
            mail = await self._database.run(take, now=self._clock.now())
            if mail is None:
                return
            await self._send(mail)

    async def _send(self, mail: Mail) -> None:
        outcome, error = await self._try(mail)
        self._count(outcome)
        # An error's own words could quote the address.
        details = {"error": type(error).__name__, "code": getattr(error, "code", None)} if error else {}
        _log.log(_LEVELS[outcome], f"mail.{outcome}", attempts=mail.attempts, **details)
        if mail.forgotten and outcome != "postponed":
            await self._database.empty_log()  # where the address of a forgotten person would linger

    async def _try(self, mail: Mail) -> tuple[str, Exception | None]:
        try:
            # Writing takes long enough for a chat's reply to wait for it.
            message = await asyncio.to_thread(self._writer.write, mail.appointment, now=self._clock.now())
            await self._server.deliver(message)
        except Refused as error:
            await self._database.run(give_up, mail)
            return "failed", error
        except Exception as error:  # whatever it is, this mail is tried again and the next one sent
            kept = await self._database.run(postpone, mail, now=self._clock.now())
            return ("postponed" if kept else "failed"), error
        await self._database.run(mark_sent, mail)
        return "sent", None

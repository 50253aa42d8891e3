"""Erases conversations here and in the engine, also when the engine cannot do it at once."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from bot.booking.privacy import forget_person, strip_older_than
from bot.clock import Clock
from bot.engine.engine import Engine, EngineUnavailable
from bot.gateway.whatsapp.outbox import forget_contents
from bot.gateway.whatsapp.privacy import forget_older_than, forget_user
from bot.gateway.whatsapp.sending import WINDOW
from bot.mail.outbox import give_up_stale
from bot.storage.database import Database
from bot.storage.erasure import erase_conversation, erase_older_than, mark_forgotten, to_forget

_log = structlog.get_logger(__name__)


class Eraser:
    """Erases on a user's wish and by age.

    The database goes first and notes that the engine has to forget, so that a failure there
    delays the engine's part and loses nothing. ``by_mail`` says whether people are told by e-mail
    that their appointments are cancelled with that.
    """

    def __init__(
        self,
        database: Database,
        engine: Engine,
        clock: Clock,
        retention: timedelta,
        *,
        by_mail: bool = False,
    ) -> None:
        self._by_mail = by_mail
        self._database = database
        self._engine = engine
        self._clock = clock
        self._retention = retention

    async def erase(self, conversation: str, *, reply: str) -> None:
        """Erase one conversation now; ``reply`` is what its message ids get from now on.

        What it has booked ahead is cancelled, and its person stripped from what took place.
        """
        now = self._clock.now()
        await self._database.run(
            _erase_with_appointments, conversation, reply=reply, now=now, by_mail=self._by_mail
        )
        _log.info("conversation.erased")
        await self._forget(conversation)
        await self._database.empty_log()

    async def sweep(self) -> None:
        """Erase what is older than the retention period, and what the engine still remembers."""
        now = self._clock.now()
        if stale := await self._database.run(give_up_stale, now=now):
            _log.error("mail.failed", mails=stale)
        oldest = now - self._retention
        erased = await self._database.run(strip_older_than, oldest)
        erased += await self._database.run(forget_contents, accepted_before=now - WINDOW)
        erased += await self._database.run(forget_older_than, oldest)
        erased += await self._database.run(erase_older_than, oldest, now=now)
        if erased:
            _log.info("retention.erased", rows=erased)
            await self._database.empty_log()
        for conversation in await self._database.run(to_forget):
            if not await self._forget(conversation):
                return  # the engine is away: the next sweep goes on

    async def _forget(self, conversation: str) -> bool:
        try:
            await self._engine.forget(conversation)
        except EngineUnavailable:
            _log.warning("engine.forget.postponed")
            return False
        await self._database.run(mark_forgotten, conversation)
        return True


def _erase_with_appointments(
    connection: Connection, conversation: str, *, reply: str, now: datetime, by_mail: bool
) -> None:
    forget_person(connection, conversation, now=now, by_mail=by_mail)
    forget_user(connection, conversation)
    erase_conversation(connection, conversation, reply=reply, now=now)

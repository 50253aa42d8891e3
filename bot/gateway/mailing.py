"""Sends mails about appointments while the gateway runs, where a mail server is set up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.gateway import keys

if TYPE_CHECKING:
    from bot.mail.sender import Sender

_SECONDS_TO_FINISH: Final = 5.0


async def mailing(app: web.Application) -> AsyncIterator[None]:
    """Send until the application stops; the mail on its way then is finished, if that is soon."""
    if not app[keys.SETTINGS].sends_mail:
        yield
        return
    sender = _sender(app)
    task = asyncio.create_task(sender.run(), name="mailing")
    yield
    sender.stop()
    await asyncio.wait({task}, timeout=_SECONDS_TO_FINISH)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _sender(app: web.Application) -> Sender:
    # A third of a second and five megabytes, for those who send mail alone.
    from bot.mail.message import Writer
    from bot.mail.sender import Sender
    from bot.mail.smtp import MailServer

    settings, metrics = app[keys.SETTINGS], app[keys.METRICS]
    return Sender(
        app[keys.DATABASE],
        Writer.of(settings, app[keys.CLINIC]),
        MailServer(settings),
        app[keys.CLOCK],
        metrics.count_mail,
    )

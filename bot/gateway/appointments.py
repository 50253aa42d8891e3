"""Appointments as calendar files: one for its visitor, all for the staff's own calendar."""

from __future__ import annotations

import hmac
from datetime import timedelta
from typing import Final

from aiohttp import web

from bot.booking.calendar_file import appointment_file, staff_feed
from bot.booking.lookup import find, taking_place_since
from bot.gateway import keys

_LOOKING_BACK: Final = timedelta(days=7)


async def appointment_calendar_file(request: web.Request) -> web.Response:
    """One appointment's .ics; its address has the appointment's uid, which nobody guesses."""
    found = await request.app[keys.DATABASE].run(find, request.match_info["reference"])
    if found is None or not _is_same(found.uid, request.match_info["secret"]):
        raise web.HTTPNotFound
    # As in the mail that tells of it: calendars take changes from the same organizer alone.
    organizer = request.app[keys.SETTINGS].smtp_from or None
    return _calendar(appointment_file(found, request.app[keys.CLINIC], organizer=organizer))


async def staff_calendar(request: web.Request) -> web.Response:
    """The feed of all appointments; not there unless ``MERIDIAN_FEED_SECRET`` is set and named."""
    secret = request.app[keys.SETTINGS].feed_secret
    if not secret or not _is_same(secret, request.match_info["secret"]):
        raise web.HTTPNotFound
    since = request.app[keys.CLOCK].now() - _LOOKING_BACK
    found = await request.app[keys.DATABASE].run(taking_place_since, since)
    return _calendar(staff_feed(found, request.app[keys.CLINIC]))


def _is_same(known: str, told: str) -> bool:
    return hmac.compare_digest(known.encode(), told.encode())


def _calendar(content: bytes) -> web.Response:
    headers = {"Content-Disposition": 'attachment; filename="appointment.ics"'}
    return web.Response(body=content, content_type="text/calendar", charset="utf-8", headers=headers)

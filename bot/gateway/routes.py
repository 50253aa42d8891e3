"""Every public address of the gateway."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.gateway.appointments import appointment_calendar_file, staff_calendar
from bot.gateway.chat import chat
from bot.gateway.health import healthz, readyz
from bot.gateway.metrics_page import metrics_page
from bot.gateway.privacy_page import privacy_page
from bot.gateway.website.page import page, static_file
from bot.gateway.whatsapp.webhook import handshake, webhook

ROUTES: Final = (
    web.post("/api/v1/chat", chat),
    web.get("/", page),
    web.get("/static/{version}/{name}", static_file),
    web.get("/privacy", privacy_page),
    web.get("/appointments/{reference}/{secret}.ics", appointment_calendar_file),
    web.get("/calendar/{secret}.ics", staff_calendar),
    web.get("/whatsapp/webhook", handshake),
    web.post("/whatsapp/webhook", webhook),
    web.get("/healthz", healthz),
    web.get("/readyz", readyz),
    web.get("/metrics", metrics_page),
)

"""What the application holds for its handlers."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.clock import Clock
from bot.engine.engine import Engine
from bot.gateway.eraser import Eraser
from bot.gateway.metrics import Metrics
from bot.gateway.rate_limit import RateLimit
from bot.gateway.turn import TurnPipeline
from bot.gateway.website.assets import Assets
from bot.gateway.whatsapp.channel import WhatsAppChannel
from bot.settings import Settings
from bot.storage.database import Database
from knowledge.clinic import ClinicProfile

SETTINGS: Final = web.AppKey("settings", Settings)
DATABASE: Final = web.AppKey("database", Database)
# A protocol is no class to build one of, so the key's type stands beside it.
ENGINE: Final[web.AppKey[Engine]] = web.AppKey("engine")
ERASER: Final = web.AppKey("eraser", Eraser)
PIPELINE: Final = web.AppKey("pipeline", TurnPipeline)
METRICS: Final = web.AppKey("metrics", Metrics)
ADDRESS_LIMIT: Final = web.AppKey("address_limit", RateLimit)
CONVERSATION_LIMIT: Final = web.AppKey("conversation_limit", RateLimit)
ASSETS: Final = web.AppKey("assets", Assets)
CLOCK: Final = web.AppKey("clock", Clock)
CLINIC: Final = web.AppKey("clinic", ClinicProfile)
# Only there while a WhatsApp number is set.
WHATSAPP: Final = web.AppKey("whatsapp", WhatsAppChannel)

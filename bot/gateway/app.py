"""The gateway's application, put together from what it is given."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

from aiohttp import web

from bot.clock import Clock
from bot.engine.engine import Engine
from bot.gateway import keys
from bot.gateway.chat_request import MAX_BODY
from bot.gateway.eraser import Eraser
from bot.gateway.errors import errors
from bot.gateway.language_decider import LanguageDecider
from bot.gateway.mailing import mailing
from bot.gateway.metrics import Metrics
from bot.gateway.rate_limit import PER_ADDRESS, PER_CONVERSATION, RateLimit
from bot.gateway.retention import retention
from bot.gateway.routes import ROUTES
from bot.gateway.safety import Safety
from bot.gateway.security_headers import add_security_headers
from bot.gateway.turn import TurnPipeline
from bot.gateway.website.assets import Assets
from bot.gateway.whatsapp.channel import WhatsAppChannel
from bot.gateway.whatsapp.counters import Counters
from bot.gateway.whatsapp.responder import Assistant
from bot.settings import Settings
from bot.storage.database import Database


def create_app(
    settings: Settings, engine: Engine, decider: LanguageDecider, clock: Clock, safety: Safety
) -> web.Application:
    """The application; it opens its database when it starts and closes it when it stops."""
    app = web.Application(middlewares=[errors], client_max_size=MAX_BODY)
    app[keys.SETTINGS] = settings
    app[keys.ENGINE] = engine
    # Meta does not deliver again what was taken, so not even a power cut may take it back.
    app[keys.DATABASE] = Database(settings, durable=settings.whatsapp is not None)
    app[keys.METRICS] = Metrics()
    app[keys.CLOCK] = clock
    app[keys.CLINIC] = safety.advice.clinic
    app[keys.ASSETS] = Assets.load()
    _add_rate_limits(app, clock)
    _add_pipeline(app, decider, clock, safety)
    app.add_routes(ROUTES)
    app.on_response_prepare.append(add_security_headers)
    app.cleanup_ctx.extend((open_database, retention, mailing))
    if settings.whatsapp:
        app.cleanup_ctx.append(partial(whatsapp, safety=safety))
    return app


async def open_database(app: web.Application) -> AsyncIterator[None]:
    """Keep the database open while the application runs."""
    await app[keys.DATABASE].open()
    yield
    await app[keys.DATABASE].close()


async def whatsapp(app: web.Application, *, safety: Safety) -> AsyncIterator[None]:
    """Take, answer and send WhatsApp messages while the application runs."""
    settings = app[keys.SETTINGS].whatsapp
    if settings is None:
        raise RuntimeError("no WhatsApp number is set")
    assistant = Assistant(
        pipeline=app[keys.PIPELINE],
        engine=app[keys.ENGINE],
        reader=safety.reader,
        clinic=app[keys.CLINIC],
        clock=app[keys.CLOCK],
        address=app[keys.SETTINGS].public_address,
    )
    counters = Counters(app[keys.METRICS].registry)
    channel = app[keys.WHATSAPP] = WhatsAppChannel(settings, app[keys.DATABASE], assistant, counters)
    async with channel.running():
        yield


def _add_rate_limits(app: web.Application, clock: Clock) -> None:
    app[keys.ADDRESS_LIMIT] = RateLimit(PER_ADDRESS, clock.monotonic)
    app[keys.CONVERSATION_LIMIT] = RateLimit(PER_CONVERSATION, clock.monotonic)


def _add_pipeline(app: web.Application, decider: LanguageDecider, clock: Clock, safety: Safety) -> None:
    database, engine, settings = app[keys.DATABASE], app[keys.ENGINE], app[keys.SETTINGS]
    days = timedelta(days=settings.retention_days)
    app[keys.ERASER] = Eraser(database, engine, clock, days, by_mail=settings.sends_mail)
    app[keys.PIPELINE] = TurnPipeline(
        database=database,
        engine=engine,
        decider=decider,
        eraser=app[keys.ERASER],
        clock=clock,
        metrics=app[keys.METRICS],
        safety=safety,
    )

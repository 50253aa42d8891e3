"""``python -m bot.gateway``: serves until it is asked to stop."""

from __future__ import annotations

import errno
import sys
from collections.abc import AsyncIterator
from typing import Final

import uvloop
from aiohttp import web

from bot.clock import Clock
from bot.engine.rasa_client import RasaClient
from bot.garbage import leave_out_of_collection
from bot.gateway.app import create_app
from bot.gateway.safety import load_safety
from bot.language.decision import LanguageDecision
from bot.logs import configure_logs
from bot.settings import SettingError, Settings
from knowledge.source_file import SourceError

_RASA: Final = web.AppKey("rasa", RasaClient)
_UNUSABLE: Final = 2


def main() -> int:
    """Serve until SIGTERM or SIGINT; the exit code is 2 when the settings or port cannot be used."""
    try:
        settings = Settings.from_environment()
    except SettingError as error:
        return _refuse(str(error))
    configure_logs("gateway", settings.log_level)
    try:
        serve(settings)
    except SourceError as error:
        return _refuse(str(error))
    except FileNotFoundError as error:
        return _refuse(f"{error.filename} is missing; train first: make train")
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        return _refuse(f"Port {settings.port} on {settings.host} is in use; set MERIDIAN_PORT to another.")
    return 0


def serve(settings: Settings) -> None:
    """Serve until asked to stop; messages being answered then are finished first.

    Raises:
        OSError: when the address cannot be bound.
    """
    app = build(settings)
    leave_out_of_collection()
    web.run_app(
        app,
        loop=uvloop.new_event_loop(),
        host=settings.host,
        port=settings.port,
        access_log=None,  # it would record who asked
        print=None,
        shutdown_timeout=settings.engine_timeout + 5,
    )


def build(settings: Settings) -> web.Application:
    """The application with the real engine and language detection."""
    rasa = RasaClient(settings)
    app = create_app(settings, rasa, LanguageDecision(), Clock.from_environment(), load_safety(settings))
    app[_RASA] = rasa
    app.cleanup_ctx.insert(0, _connection_to_rasa)  # opened before, closed after all that use it
    return app


async def _connection_to_rasa(app: web.Application) -> AsyncIterator[None]:
    async with app[_RASA]:
        yield


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return _UNUSABLE


if __name__ == "__main__":
    sys.exit(main())

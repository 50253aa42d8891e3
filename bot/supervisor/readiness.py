"""Waiting until the assistant answers a real message."""

from __future__ import annotations

import asyncio
import time
from typing import Final

import aiohttp

from bot.engine.engine import EngineUnavailable, Turn
from bot.engine.rasa_client import RasaClient
from bot.settings import Settings
from knowledge.language import Language

_POLL_SECONDS: Final = 0.25
_PROGRESS_SECONDS: Final = 5.0
_CANARY: Final = Turn("canary", "How long does an acupuncture session take?", Language.EN)


async def wait_until_answering(settings: Settings) -> None:
    """Return once the gateway is ready and the engine has answered a question."""
    started = told = time.monotonic()
    async with aiohttp.ClientSession() as session:
        while not await _is_ready(session, settings.address):
            await asyncio.sleep(_POLL_SECONDS)
            if time.monotonic() - told >= _PROGRESS_SECONDS:
                told = time.monotonic()
                print(f"  starting: {told - started:.0f} s", flush=True)
    await _ask_canary(settings)


async def _is_ready(session: aiohttp.ClientSession, address: str) -> bool:
    try:
        async with session.get(f"{address}/readyz") as response:
            return response.status == 200
    except aiohttp.ClientError:
        return False


async def _ask_canary(settings: Settings) -> None:
    """Have one question answered, and leave no trace of it."""
    async with RasaClient(settings) as engine:
        reply = await engine.answer(_CANARY)
        await engine.forget(_CANARY.conversation)
    if not any(message["kind"] == "answer" for message in reply.messages):
        raise EngineUnavailable("the engine is up but does not answer a plain question")

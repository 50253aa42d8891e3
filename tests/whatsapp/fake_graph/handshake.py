"""How Meta makes sure that a webhook is ours before it delivers anything."""

from __future__ import annotations

import secrets

import aiohttp


class HandshakeRefused(Exception):
    """The webhook did not repeat the challenge."""


async def shake_hands(webhook: str, verify_token: str) -> None:
    """Ask a webhook to repeat a challenge.

    Raises:
        HandshakeRefused: when it answers anything else than 200 with the challenge.
    """
    challenge = str(secrets.randbelow(10**10))
    asked = {"hub.mode": "subscribe", "hub.verify_token": verify_token, "hub.challenge": challenge}
    async with aiohttp.ClientSession() as session, session.get(webhook, params=asked) as response:
        answered = await response.text()
        if response.status != 200 or answered != challenge:
            raise HandshakeRefused(f"{webhook} answered {response.status} instead of the challenge")

"""What the benchmark needs of a system to measure it."""

from __future__ import annotations

import os
from typing import Any, Final, Protocol

import aiohttp

from benchmarks.processes import Program

# The settings of whoever starts the benchmark must reach neither system, least of all a database.
_ENCODER: Final = "MERIDIAN_ENCODER"


class System(Protocol):
    """An assistant that can be trained, started and talked to."""

    @property
    def name(self) -> str:
        """What the report calls it."""

    @property
    def url(self) -> str:
        """Where messages are posted."""

    def request(self, conversation: str, text: str) -> dict[str, Any]:
        """The JSON body that says ``text`` in a conversation."""

    def is_reply(self, body: Any) -> bool:
        """Whether a JSON body holds at least one message of the assistant."""

    def training(self) -> Program:
        """The program that trains it."""

    def serving(self) -> Program:
        """The program that serves it."""

    async def is_ready(self, session: aiohttp.ClientSession) -> bool:
        """Whether a message would be answered now."""


def environment(**variables: str) -> dict[str, str]:
    """The process environment with these variables and no setting of Meridian's but the encoder."""
    inherited = {name: value for name, value in os.environ.items() if not _is_setting(name)}
    return {**inherited, "RASA_TELEMETRY_ENABLED": "false", **variables}


def _is_setting(name: str) -> bool:
    return name == "DATABASE_URL" or (name.startswith("MERIDIAN_") and name != _ENCODER)

"""Meridian as a whole: gateway, Rasa and action server under its supervisor."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.processes import Program, free_port
from benchmarks.system import environment
from bot.settings import PROJECT


@dataclass(frozen=True)
class Meridian:
    """The assistant, its model and data below a working folder."""

    folder: Path
    port: int = field(default_factory=free_port)
    engine_port: int = field(default_factory=free_port)
    actions_port: int = field(default_factory=free_port)
    name: str = "meridian"

    @property
    def url(self) -> str:
        """The chat API's address."""
        return f"http://127.0.0.1:{self.port}/api/v1/chat"

    def request(self, conversation: str, text: str) -> dict[str, Any]:
        """The chat API's request."""
        return {"conversation": conversation, "text": text}

    def is_reply(self, body: Any) -> bool:
        """Whether the chat API's reply holds a message."""
        return bool(body["messages"])

    def training(self) -> Program:
        """``python -m bot train``."""
        return self._command("train")

    def serving(self) -> Program:
        """``python -m bot up``."""
        return self._command("up")

    async def is_ready(self, session: aiohttp.ClientSession) -> bool:
        """Whether ``GET /readyz`` says 200."""
        try:
            async with session.get(f"http://127.0.0.1:{self.port}/readyz") as response:
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    def _command(self, name: str) -> Program:
        variables = environment(
            MERIDIAN_VAR=str(self.folder),
            MERIDIAN_PORT=str(self.port),
            MERIDIAN_ENGINE_PORT=str(self.engine_port),
            MERIDIAN_ACTIONS_PORT=str(self.actions_port),
            MERIDIAN_RATE_LIMIT="off",
            # Else Rasa would take what an earlier training left in the project's folder.
            RASA_CACHE_DIRECTORY=str(self.folder / "cache"),
        )
        return Program([sys.executable, "-m", "bot", name], variables, PROJECT, self.folder / f"{name}.log")

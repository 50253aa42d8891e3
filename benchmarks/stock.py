"""Rasa with its own default pipeline and policies, trained on the same data."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import aiohttp

from benchmarks.load import LoadError, post
from benchmarks.processes import Program, free_port
from benchmarks.stock_data import StockData, write_project
from benchmarks.system import environment
from bot.settings import PROJECT

RASA: Final = PROJECT / ".venv-rasa" / "bin" / "rasa"
_MODEL: Final = "stock"


@dataclass(frozen=True)
class Stock:
    """A Rasa project of its own in a working folder, talked to over the REST channel."""

    folder: Path
    port: int = field(default_factory=free_port)
    name: str = "stock"

    @property
    def url(self) -> str:
        """The REST channel's address."""
        return f"http://127.0.0.1:{self.port}/webhooks/rest/webhook"

    def request(self, conversation: str, text: str) -> dict[str, Any]:
        """The REST channel's request."""
        return {"sender": conversation, "message": text}

    def is_reply(self, body: Any) -> bool:
        """Whether the REST channel's reply holds a message."""
        return bool(body)

    def prepare(self, data: StockData, epochs: int) -> None:
        """Write the project that is trained and served."""
        write_project(self.folder, data, epochs)

    def training(self) -> Program:
        """``rasa train``."""
        files = ("config.yml", "domain.yml", "data", "models")
        config, domain, data, models = (str(self.folder / name) for name in files)
        return self._command(
            *("train", "--config", config, "--domain", domain, "--data", data),
            *("--out", models, "--fixed-model-name", _MODEL),
        )

    def serving(self) -> Program:
        """``rasa run``."""
        files = (f"models/{_MODEL}.tar.gz", "endpoints.yml", "credentials.yml")
        model, endpoints, credentials = (str(self.folder / name) for name in files)
        return self._command(
            *("run", "--quiet", "--model", model, "--endpoints", endpoints, "--credentials", credentials),
            *("--interface", "127.0.0.1", "--port", str(self.port)),
        )

    async def is_ready(self, session: aiohttp.ClientSession) -> bool:
        """Whether a message is answered."""
        try:
            await post(session, self, "readiness", "hello")
        except LoadError:
            return False
        return True

    def _command(self, *words: str) -> Program:
        # Rasa keeps its cache in the folder where it runs: a fresh one, so that it really trains.
        return Program([str(RASA), *words], environment(), self.folder, self.folder / f"{words[0]}.log")

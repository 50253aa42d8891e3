"""What the processes that the assistant starts have in common: interpreters and environments."""

from __future__ import annotations

import os
from typing import Final

from bot.settings import PROJECT, Settings

# Three processes share the cores. A matrix product that waits for a second thread, which waits for a
# core, takes ten times as long as one thread alone.
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def rasa_python() -> str:
    """The interpreter of the environment that Rasa runs in."""
    return os.environ.get("MERIDIAN_RASA_PYTHON") or str(PROJECT / ".venv-rasa" / "bin" / "python")


def own_environment(settings: Settings) -> dict[str, str]:
    """The environment variables of a process of ours."""
    return {
        **os.environ,
        **_ONE_THREAD,
        "MERIDIAN_VAR": str(settings.var),
        "MERIDIAN_ENCODER": settings.encoder,
    }


def rasa_environment(settings: Settings) -> dict[str, str]:
    """The environment variables of a Rasa process; its telemetry stays off."""
    return {
        **own_environment(settings),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "MERIDIAN_ACTIONS_PORT": str(settings.actions_port),
        "MERIDIAN_TRACKER_DB": str(settings.var / "tracker.db"),
    }

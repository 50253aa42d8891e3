"""The machine that figures belong to."""

from __future__ import annotations

import os
import platform
from datetime import datetime
from pathlib import Path
from typing import Final

_CPUINFO: Final = Path("/proc/cpuinfo")


def describe_machine() -> str:
    """The date, the CPU's model, the cores that may be used, Python's version, and what else runs."""
    parts = (
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M %z}",
        cpu_model(),
        f"{len(os.sched_getaffinity(0))} cores",
        f"Python {platform.python_version()}",
        # Above 0.5 or so, something else takes part of the machine and the figures are no good.
        f"load {os.getloadavg()[0]:.1f} before the start",
    )
    return ", ".join(parts)


def cpu_model(cpuinfo: str | None = None) -> str:
    """The CPU's model as Linux names it."""
    content = _CPUINFO.read_text() if cpuinfo is None else cpuinfo
    for line in content.splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return "unknown CPU"

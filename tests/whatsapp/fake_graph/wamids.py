"""Ids of messages, as long and as opaque as Meta's."""

from __future__ import annotations

import base64
import secrets
from itertools import count


class Wamids:
    """Ids that never come twice: those of one run begin with ``run``, a random text unless told."""

    def __init__(self, run: str | None = None) -> None:
        self._run = secrets.token_hex(8) if run is None else run
        self._numbers = count(1)

    def new(self) -> str:
        """The next id."""
        inside = f"{self._run}/{next(self._numbers):08}"
        return "wamid." + base64.b64encode(inside.encode()).decode()

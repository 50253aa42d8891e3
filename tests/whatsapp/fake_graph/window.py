"""The customer service window: 24 hours from a user's last message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

SECONDS_OPEN: Final = 24 * 3600


class Window:
    """Who wrote when."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._opened: dict[str, float] = {}

    def open(self, user: str) -> None:
        """The user wrote; the window opens, or stays open for longer."""
        self._opened[user] = self._clock()

    def is_open(self, user: str) -> bool:
        """Whether free text may go to this user."""
        opened = self._opened.get(user)
        return opened is not None and self._clock() - opened <= SECONDS_OPEN

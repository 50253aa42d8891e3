"""Whether the engine is away, found out once for all conversations."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from bot.engine.engine import Engine

_SECONDS_BETWEEN_LOOKS: Final = 1.0


class EngineWatch:
    """Remembers that the engine was found away, and looks now and then whether it is back.

    ``clock`` gives seconds that never go back.
    """

    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        self._engine = engine
        self._clock = clock
        self._is_away = False
        self._next_look = 0.0

    async def failed(self) -> bool:
        """Note that a message got no answer; whether that is because the engine is away."""
        self._is_away = not await self._engine.is_ready()
        self._next_look = self._clock() + _SECONDS_BETWEEN_LOOKS
        return self._is_away

    async def is_away(self) -> bool:
        """Whether it is away, as of the last second; one caller looks, the others take its word."""
        if not self._is_away or self._clock() < self._next_look:
            return self._is_away
        self._next_look = math.inf
        try:
            self._is_away = not await self._engine.is_ready()
        finally:
            self._next_look = self._clock() + _SECONDS_BETWEEN_LOOKS
        return self._is_away

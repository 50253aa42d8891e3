"""How fast we may send: what Meta allows a number, and a number to one user."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from typing import Final

NUMBER_LIMIT: Final = 80
PAIR_BURST: Final = 45
PAIR_SECONDS: Final = 6.0

_WINDOW: Final = 1.0
_CAPACITY: Final = 10_000
_LONGEST_BACK_OFF: Final = 3600.0


def back_off(failures: int) -> float:
    """Seconds to wait after so many failures in a row: 4, 16, 64 and so on, at most an hour."""
    return min(4.0 ** min(failures, 10), _LONGEST_BACK_OFF)


class Pace:
    """Lets messages through as fast as Meta takes them.

    At most 80 in any second for our number, received ones counted with the sent ones; and to one
    user a burst of 45, then one in six seconds. ``clock`` gives seconds that never go back.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        *,
        capacity: int = _CAPACITY,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._capacity = capacity
        self._passed: deque[float] = deque(maxlen=NUMBER_LIMIT)
        # For each user the moment at which all of the burst is there again.
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        """How many users are remembered."""
        return len(self._full_at)

    async def wait(self, user: str) -> None:
        """Wait until a message to this user may go, and take its place."""
        while delay := self.take(user):
            await self._sleep(delay)

    def take(self, user: str) -> float:
        """Take a place for a message to this user: 0.0; or, none taken, the seconds until one may be free."""
        now = self._clock()
        full_at = max(self._full_at.get(user, now), now)
        delay = max(self._until_number_is_free(now), full_at - now - (PAIR_BURST - 1) * PAIR_SECONDS)
        if delay > _ROUNDING:
            return delay
        self._passed.append(now)
        self._remember(user, full_at + PAIR_SECONDS)
        return 0.0

    def count_received(self) -> None:
        """Count a message that came in, which uses the number's throughput too."""
        self._passed.append(self._clock())

    def _until_number_is_free(self, now: float) -> float:
        if len(self._passed) < NUMBER_LIMIT:
            return 0.0
        return self._passed[0] + _WINDOW - now

    def _remember(self, user: str, full_at: float) -> None:
        self._full_at[user] = full_at
        self._full_at.move_to_end(user)
        if len(self._full_at) > self._capacity:
            self._full_at.popitem(last=False)


_ROUNDING: Final = 1e-6  # of a sum of seconds; a wait that short would only spin

"""How much Meta lets through: messages a second of the number, and messages to one user."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Meta's limits; a test may raise them.

    ``counts_incoming``: what users send counts too, as documented.
    """

    per_second: int = 80
    pair_burst: int = 45
    pair_interval: float = 6.0
    counts_incoming: bool = True


class Throughput:
    """Messages within the last second."""

    def __init__(self, per_second: int, clock: Callable[[], float]) -> None:
        self._per_second = per_second
        self._clock = clock
        self._passed: deque[float] = deque()

    def is_full(self) -> bool:
        """Whether one more would be too many."""
        now = self._clock()
        while self._passed and self._passed[0] <= now - 1:
            self._passed.popleft()
        return len(self._passed) >= self._per_second

    def count(self) -> None:
        """One message passed."""
        self._passed.append(self._clock())


class PairRate:
    """One message an interval to each user; a burst may borrow from what comes after it."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._interval = limits.pair_interval
        self._ahead = limits.pair_interval * limits.pair_burst
        self._clock = clock
        self._paid_until: dict[str, float] = {}

    def is_full(self, user: str) -> bool:
        """Whether one more to this user would be too many."""
        return self._after_one_more(user) > self._clock() + self._ahead

    def count(self, user: str) -> None:
        """One message went to this user."""
        self._paid_until[user] = self._after_one_more(user)

    def _after_one_more(self, user: str) -> float:
        return max(self._clock(), self._paid_until.get(user, 0.0)) + self._interval

"""Token buckets: how often one client or one conversation may send."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


class RateLimited(Exception):
    """Too many messages; ``retry_after`` whole seconds from now one is let through."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"retry after {retry_after} s")
        self.retry_after = retry_after


@dataclass(frozen=True)
class Rate:
    """``burst`` messages at once, refilled at ``per_second``."""

    burst: int
    per_second: float


# A clinic's waiting room shares one address, a conversation has one person.
PER_ADDRESS: Final = Rate(burst=60, per_second=1.0)
PER_CONVERSATION: Final = Rate(burst=20, per_second=0.5)


@dataclass
class _Bucket:
    tokens: float
    filled_at: float


class RateLimit:
    """One bucket for each key, the longest unused dropped beyond ``capacity``.

    ``clock`` gives seconds that never go back.
    """

    def __init__(self, rate: Rate, clock: Callable[[], float], *, capacity: int = 10_000) -> None:
        self._rate = rate
        self._clock = clock
        self._capacity = capacity
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._buckets)

    def take(self, key: str) -> None:
        """Take one token of this key.

        Raises:
            RateLimited: when none is left.
        """
        bucket = self._refilled(key)
        if bucket.tokens < 1:
            raise RateLimited(math.ceil((1 - bucket.tokens) / self._rate.per_second))
        bucket.tokens -= 1

    def _refilled(self, key: str) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.pop(key, None) or _Bucket(self._rate.burst, now)
        gained = (now - bucket.filled_at) * self._rate.per_second
        bucket.tokens = min(self._rate.burst, bucket.tokens + gained)
        bucket.filled_at = now
        self._buckets[key] = bucket  # back at the recent end
        if len(self._buckets) > self._capacity:
            self._buckets.popitem(last=False)
        return bucket

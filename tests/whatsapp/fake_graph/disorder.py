"""How badly webhooks travel: late, twice, and so out of order."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Disorder:
    """``twice``: the share delivered a second time; ``late``: up to how many seconds each copy waits.

    What happens to a webhook depends on ``seed`` and its key alone, not on what else is under way.
    """

    twice: float = 0.0
    late: float = 0.0
    seed: int = 0

    def delays(self, key: str) -> list[float]:
        """After how many seconds each copy of this webhook leaves."""
        drawn = random.Random(f"{self.seed}/{key}")
        copies = 2 if drawn.random() < self.twice else 1
        return [drawn.uniform(0, self.late) for _ in range(copies)]

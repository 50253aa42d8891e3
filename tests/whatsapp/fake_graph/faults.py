"""Failures that a test asks for: a share of all sends, or the next ones."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field
from typing import Final

RETRYABLE: Final = (130429, 131056, 131016, 80007, 4, 131057)


class Drop:
    """Accept the message, then cut the connection without an answer."""


DROP: Final = Drop()
Fault = int | Drop
"""A code to refuse with, or ``DROP``."""


@dataclass
class Faults:
    """What goes wrong; the shares draw from ``seed``, so the same sends fail each time.

    ``failing``: share of sends refused with one of ``codes``. ``dropping``: share of sends accepted
    without an answer. ``always``: a code that refuses everything while it is set.
    """

    failing: float = 0.0
    codes: tuple[int, ...] = RETRYABLE
    dropping: float = 0.0
    seed: int = 0
    always: int | None = None
    _next: deque[Fault] = field(default_factory=deque, init=False)
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def fail_next(self, *codes: int) -> None:
        """Refuse the next sends with these codes, one each."""
        self._next.extend(codes)

    def drop_next(self, times: int = 1) -> None:
        """Accept the next sends without an answer."""
        self._next.extend([DROP] * times)

    def draw(self) -> Fault | None:
        """What goes wrong with the send that comes now."""
        if self.always is not None:
            return self.always
        if self._next:
            return self._next.popleft()
        chance = self._random.random()
        if chance < self.failing:
            return self._random.choice(self.codes)
        return DROP if chance < self.failing + self.dropping else None

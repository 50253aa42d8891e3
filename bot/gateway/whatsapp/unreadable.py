"""What a webhook holds that becomes no event."""

from __future__ import annotations


class Unreadable(Exception):
    """A part of a webhook that is left out; ``reason`` is a fixed word, for counting."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

"""What the fake Graph API was asked, for tests to look at."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.whatsapp.fake_graph.received import Received


@dataclass(frozen=True)
class Accepted:
    """A message that was accepted: to whom (the name of a person, or the address if nobody has it)."""

    wamid: str
    to: str
    payload: Mapping[str, Any]
    at: float

    @property
    def opaque(self) -> str | None:
        """What the sender wrote beside it to know it again."""
        return self.payload.get("biz_opaque_callback_data")

    @property
    def message(self) -> Received:
        """The message as a phone shows it."""
        return Received(self.wamid, self.payload)


@dataclass(frozen=True)
class ReadMark:
    """A message that was marked as read, perhaps with "typing ..." after it."""

    wamid: str
    typing: bool


@dataclass(frozen=True)
class Refusal:
    """A request that was refused."""

    code: int
    details: str
    payload: Any


@dataclass
class Ledger:
    """Everything in the order in which it came.

    ``repeated``: what was accepted again although the webhook had already taken a status of the
    first; a sender that listens never does that. ``undelivered``: the wamids of what was accepted and
    then reported as failed, which nobody received.
    """

    accepted: list[Accepted] = field(default_factory=list)
    repeated: list[Accepted] = field(default_factory=list)
    read_marks: list[ReadMark] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    undelivered: set[str] = field(default_factory=set)
    _by_opaque: dict[str, list[Accepted]] = field(default_factory=dict)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, entry: Accepted | ReadMark | Refusal) -> None:
        """Write one down."""
        match entry:
            case Accepted():
                self.accepted.append(entry)
                if entry.opaque:
                    self._by_opaque.setdefault(entry.opaque, []).append(entry)
            case ReadMark():
                self.read_marks.append(entry)
            case Refusal():
                self.refusals.append(entry)
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, condition: Callable[[Ledger], bool], seconds: float = 10) -> None:
        """Wait until what is written down meets a condition.

        Raises:
            TimeoutError: when it did not within ``seconds``.
        """
        async with asyncio.timeout(seconds):
            while not condition(self):
                await self._changed.wait()

    def with_opaque(self, opaque: str | None) -> list[Accepted]:
        """What was accepted under an opaque id."""
        return self._by_opaque.get(opaque, []) if opaque else []

    def to(self, person: str) -> list[Received]:
        """The messages that were accepted for one person and sent on."""
        return [accepted.message for accepted in self.sent_on if accepted.to == person]

    @property
    def sent_on(self) -> list[Accepted]:
        """What was accepted, but for what failed afterwards."""
        return [accepted for accepted in self.accepted if accepted.wamid not in self.undelivered]

    def accepted_twice(self) -> list[str]:
        """The opaque ids that were accepted more than once, not counting what failed afterwards."""
        times = Counter(accepted.opaque for accepted in self.sent_on if accepted.opaque)
        return [opaque for opaque, count in times.items() if count > 1]

"""What retrieval finds for a message."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.document import Passage


@dataclass(frozen=True)
class Candidate:
    """A topic that a message may be about, with the calibrated probability that it is."""

    topic: str
    probability: float


@dataclass(frozen=True)
class Answered:
    """Sure of one topic for each question of the message, in the order they were asked."""

    topics: tuple[Candidate, ...]


@dataclass(frozen=True)
class Torn:
    """Unsure between two or three topics: the user is asked which."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class NotFound:
    """No topic fits; a passage of a document may still be worth showing."""

    probability: float
    passage: Passage | None


Retrieval = Answered | Torn | NotFound

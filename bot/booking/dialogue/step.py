"""Where a turn takes place, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass

from bot.booking.dialogue.draft import Draft
from bot.booking.dialogue.phrases import Message, Phrases


@dataclass(frozen=True)
class Scene:
    """The conversation that a turn belongs to, and the words to speak in."""

    conversation: str
    phrases: Phrases


@dataclass(frozen=True)
class Step:
    """What is said, and the draft to go on with; None when the matter is closed."""

    messages: tuple[Message, ...]
    draft: Draft | None

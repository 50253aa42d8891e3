"""What the gateway asks of language detection."""

from __future__ import annotations

from typing import Protocol

from knowledge.language import Language


class Decision(Protocol):
    """In which language to answer one message."""

    @property
    def language(self) -> Language:
        """The language to answer in."""

    @property
    def unsupported(self) -> bool:
        """Whether the message is in a language that the assistant does not speak."""


class LanguageDecider(Protocol):
    """Decides the language of each message."""

    def decide(self, text: str, *, remembered: Language | None, locale: str | None) -> Decision:
        """The language for ``text``, given the conversation's own and the page's locale."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language.decision import Decision, LanguageDecision
from knowledge.language import Language

Decide = Callable[..., Decision]


@pytest.fixture(scope="session")
def decide() -> Decide:
    """Decides about a message; nothing is remembered and no page is known unless a test says so."""
    decision = LanguageDecision()

    def decide(text: str, remembered: Language | None = None, locale: str | None = None) -> Decision:
        return decision.decide(text, remembered=remembered, locale=locale)

    return decide

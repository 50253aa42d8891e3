"""A message falls into the sentences that say something."""

from __future__ import annotations

import pytest

from bot.safety.sentences import sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I want to die! Can I book Thursday?", ["I want to die!", "Can I book Thursday?"]),
        ("我唔想再活落去！想book星期四三點。", ["我唔想再活落去！", "想book星期四三點。"]),
        ("my back hurts\nhow much is it", ["my back hurts\n", "how much is it"]),
        ("one sentence alone.", []),
        ("Hi. It hurts.", []),
        ("", []),
    ],
)
def test_what_says_something_is_a_sentence(text: str, found: list[str]) -> None:
    assert sentences(text) == found

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.outcome import Outcome
from bot.evaluation.questions import Question
from knowledge.language import Language

Make = Callable[..., Outcome]


@pytest.fixture
def outcome() -> Make:
    """Makes outcomes of English questions: asked (None: out of scope), given (None: no answer)."""

    def make(asked: str | None, given: str | None, confidence: float = 0.9, **changes: Any) -> Outcome:
        question = Question(
            text=changes.pop("text", "how long is it"),
            language=Language.EN,
            manner=changes.pop("manner", "plain"),
            topic=asked,
        )
        fields: dict[str, Any] = {
            "language": "en",
            "kinds": ("notice", "answer" if given else "fallback"),
            "topic": given,
            "confidence": confidence if given else None,
            "seconds": 0.01,
        }
        return Outcome(question, **{**fields, **changes})

    return make


@pytest.fixture
def questions_folder(tmp_path: Path) -> Path:
    """A folder with two questions a language and thresholds that perfect answers reach."""
    for language in Language:
        text = "鍼灸一次要多久呢" if language.is_chinese else "how long does it take"
        lines = f"# session/length\nplain| {text}\n\n# out_of_scope\nshort| weather {text}\n"
        (tmp_path / f"{language}.txt").write_text(lines, encoding="utf-8")
    thresholds = "accuracy: 1\nprecision: 1\nout_of_scope: 1\nlanguage: 1\nspread: 0\n"
    (tmp_path / "thresholds.yml").write_text(thresholds, encoding="utf-8")
    return tmp_path

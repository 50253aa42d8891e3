"""The evaluation's report for a program, written as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.evaluation.measures import confusions, refusals
from bot.evaluation.outcome import Outcome
from bot.evaluation.scores import LanguageScores, Scores
from bot.evaluation.thresholds import Miss


def write_json(path: Path, scores: Scores, misses: Sequence[Miss], *, show_texts: bool) -> None:
    """Write all scores, and with ``show_texts`` the questions that went wrong, to a file."""
    content = {
        "languages": {
            language: _language(of_language, show_texts) for language, of_language in scores.languages.items()
        },
        "behind": scores.lags,
        "spread": scores.spread,
        "calibration": None if scores.calibration is None else asdict(scores.calibration),
        "missed": [asdict(miss) for miss in misses],
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _language(scores: LanguageScores, show_texts: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "measures": asdict(scores.measures),
        "manners": {manner: asdict(measures) for manner, measures in scores.manners.items()},
        "calibration": None if scores.calibration is None else asdict(scores.calibration),
        "confusions": [
            {"asked": asked, "answered": answered, "count": count}
            for (asked, answered), count in confusions(scores.outcomes).most_common()
        ],
        "refusals": [
            {"asked": asked, "kind": kind, "count": count}
            for (asked, kind), count in refusals(scores.outcomes).most_common()
        ],
    }
    if show_texts:
        fields["wrong"] = [_wrong(outcome) for outcome in scores.outcomes if not _is_as_wanted(outcome)]
    return fields


def _is_as_wanted(outcome: Outcome) -> bool:
    if outcome.question.topic is None:
        return not outcome.is_answered and outcome.is_language_right
    return outcome.is_right and outcome.is_language_right


def _wrong(outcome: Outcome) -> dict[str, Any]:
    return {
        "text": outcome.question.text,
        "manner": outcome.question.manner,
        "asked": outcome.question.topic,
        "answered": outcome.topic,
        "kind": outcome.kind,
        "confidence": outcome.confidence,
        "language": outcome.language,
    }

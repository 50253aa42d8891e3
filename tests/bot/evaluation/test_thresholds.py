from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.measures import measure
from bot.evaluation.thresholds import Thresholds, missed, read_thresholds
from bot.settings import PROJECT
from knowledge.language import Language
from knowledge.source_file import SourceError
from tests.bot.evaluation.conftest import Make

CONTENT = "accuracy: 0.9\nprecision: 0.9\nout_of_scope: 0.9\nlanguage: 0.9\nspread: 0.05\n"


def read(folder: Path, content: str) -> Thresholds:
    path = folder / "thresholds.yml"
    path.write_text(content, encoding="utf-8")
    return read_thresholds(path)


def test_the_projects_own_thresholds_are_readable() -> None:
    thresholds = read_thresholds(PROJECT / "tests" / "evaluation" / "thresholds.yml")
    assert thresholds.accuracy >= 0.93


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (CONTENT.replace("0.05", "wide"), "line 5: 'wide' is no number"),
        (CONTENT.replace("0.05", "5"), "line 5: 5.0 is no share"),
        (CONTENT + "recall: 0.9\n", "line 6: unknown key 'recall'"),
        (CONTENT.replace("spread: 0.05\n", ""), "the key 'spread' is missing"),
    ],
)
def test_an_unusable_threshold_names_the_line(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, content)
    assert message in str(caught.value)


def test_each_miss_names_language_and_threshold(outcome: Make) -> None:
    right, wrong = outcome("a/b", "a/b"), outcome("a/b", "a/c")
    refused, answered = outcome(None, None), outcome(None, "a/b")
    foreign = outcome("a/b", "a/b", language="nl")
    measured = {
        Language.EN: measure([right] * 9 + [wrong, refused]),
        Language.NL: measure([right] * 8 + [wrong, wrong, answered, foreign, foreign]),
    }
    misses = missed(Thresholds(0.9, 0.9, 0.9, 0.9, 0.05), measured)
    assert {(str(miss.language), miss.name) for miss in misses} == {
        ("nl", "accuracy"),
        ("nl", "precision"),
        ("nl", "out_of_scope"),
        ("nl", "language"),
        ("nl", "spread"),
    }
    assert "nl: out_of_scope 0.00% is under 90.0%" in map(str, misses)


def test_what_cannot_be_measured_is_missed(outcome: Make) -> None:
    misses = missed(Thresholds(0, 0, 0, 0, 1), {Language.EN: measure([outcome("a/b", None)])})
    assert [str(miss) for miss in misses] == [
        "en: precision could not be measured (threshold 0.0%)",
        "en: out_of_scope could not be measured (threshold 0.0%)",
    ]

from __future__ import annotations

import pytest

from bot.evaluation.calibration import calibrate
from bot.evaluation.measures import by_manner, confusions, lags, measure, percentile, refusals
from knowledge.language import Language
from tests.bot.evaluation.conftest import Make


def test_shares_of_answers(outcome: Make) -> None:
    measures = measure(
        [
            outcome("a/b", "a/b"),
            outcome("a/b", "a/b"),
            outcome("a/b", "a/c"),
            outcome("a/b", None),
            outcome(None, "a/b"),
            outcome(None, None),
            outcome(None, None),
        ]
    )
    assert (measures.on_topic, measures.out_of_scope) == (4, 3)
    assert measures.accuracy == 2 / 4
    assert measures.abstention == 1 / 4
    assert measures.precision == 2 / 3
    assert measures.precision_with_out_of_scope == 2 / 4
    assert measures.out_of_scope_refused == 2 / 3


def test_only_the_first_answer_counts(outcome: Make) -> None:
    two = outcome("a/b", "a/c", kinds=("answer", "answer"))
    assert measure([two]).accuracy == 0


def test_a_share_of_nothing_is_none(outcome: Make) -> None:
    measures = measure([outcome(None, None)])
    assert measures.accuracy is None
    assert measures.precision is None


def test_language_of_all_and_of_long_messages(outcome: Make) -> None:
    outcomes = [
        outcome("a/b", "a/b"),
        outcome("a/b", "a/b", language="nl"),
        outcome("a/b", "a/b", text="ok", language="nl"),
        outcome(None, None, text="weather"),
    ]
    measures = measure(outcomes)
    assert (measures.language, measures.language_of_long) == (2 / 4, 1 / 2)


@pytest.mark.parametrize(("percent", "expected"), [(50, 2), (95, 4), (25, 1), (0, 1), (100, 4)])
def test_percentiles_are_nearest_ranks(percent: float, expected: float) -> None:
    assert percentile([3, 1, 4, 2], percent) == expected


def test_a_percentile_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one value"):
        percentile([], 50)


def test_manners_are_kept_apart(outcome: Make) -> None:
    groups = by_manner([outcome("a/b", None), outcome("a/b", None, manner="typo"), outcome("a/b", "a/b")])
    assert {manner: len(outcomes) for manner, outcomes in groups.items()} == {"plain": 2, "typo": 1}


def test_a_language_lags_behind_the_best() -> None:
    behind = lags({Language.EN: 0.75, Language.NL: 0.5, Language.ZH_HANT: None})
    assert behind == {Language.EN: 0.0, Language.NL: 0.25, Language.ZH_HANT: None}


def test_confusions_count_wrong_answers(outcome: Make) -> None:
    outcomes = [outcome("a/b", "a/c"), outcome("a/b", "a/c"), outcome(None, "a/c"), outcome("a/b", "a/b")]
    assert confusions(outcomes) == {("a/b", "a/c"): 2, (None, "a/c"): 1}


def test_refusals_say_what_came_instead(outcome: Make) -> None:
    outcomes = [
        outcome("a/b", None),
        outcome("a/b", None, kinds=("emergency",)),
        outcome("a/b", None, kinds=()),
        outcome(None, None),
    ]
    assert refusals(outcomes) == {("a/b", "fallback"): 1, ("a/b", "emergency"): 1, ("a/b", "nothing"): 1}


def test_calibration_of_known_confidences(outcome: Make) -> None:
    calibration = calibrate(
        [
            outcome("a/b", "a/b", 0.8),
            outcome("a/b", "a/c", 0.8),
            outcome("a/b", "a/b", 1.0),
            outcome(None, "a/b", 0.9),
            outcome("a/b", None),
        ]
    )
    assert calibration is not None
    assert calibration.answers == 4
    assert [(each.low, each.count, each.accuracy) for each in calibration.bins] == [
        (0.8, 2, 0.5),
        (0.9, 2, 0.5),
    ]
    assert calibration.expected_error == pytest.approx((2 * 0.3 + 2 * 0.45) / 4)
    assert calibration.brier_score == pytest.approx((0.04 + 0.64 + 0 + 0.81) / 4)


def test_no_answers_have_no_calibration(outcome: Make) -> None:
    assert calibrate([outcome("a/b", None)]) is None

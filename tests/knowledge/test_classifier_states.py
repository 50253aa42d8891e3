"""The two classifiers learn from dense and sparse rows, and are the same again after they were saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import sparse, special

from knowledge.margin import MarginClassifier
from knowledge.softmax import SoftmaxClassifier, log_softmax
from knowledge.softmax import softmax as shares

_LABELS = ["session/length", "greet", "safety/overview"]
_RANDOM = np.random.default_rng(1)
_TRUTH = [label for label in _LABELS for _ in range(20)]
_CENTRES = np.eye(3, 8, dtype=np.float32).repeat(20, axis=0)
_ROWS = (_CENTRES + _RANDOM.normal(0, 0.1, (60, 8))).astype(np.float32)

Fit = Callable[[Any], SoftmaxClassifier | MarginClassifier]
Scores = Callable[[Any, Any], Any]


def softmax(rows: Any) -> SoftmaxClassifier:
    return SoftmaxClassifier.fit(rows, _TRUTH, inverse_regularization=20.0, iterations=50)


def margin(rows: Any) -> MarginClassifier:
    return MarginClassifier.fit(rows, _TRUTH, inverse_regularization=1.0)


_BOTH = pytest.mark.parametrize(
    ("fit", "scores"),
    [(softmax, SoftmaxClassifier.log_probabilities), (margin, MarginClassifier.margins)],
    ids=["softmax", "margin"],
)
_KINDS = pytest.mark.parametrize("kind", [np.asarray, sparse.csr_matrix], ids=["dense", "sparse"])


@_BOTH
@_KINDS
def test_rows_go_to_the_label_that_they_were_learnt_with(fit: Fit, scores: Scores, kind: Any) -> None:
    rows = kind(_ROWS)
    classifier = fit(rows)
    found = scores(classifier, rows)

    assert classifier.labels == sorted(_LABELS)
    assert found.shape == (60, 3)
    assert found.dtype == np.float32
    assert [classifier.labels[column] for column in found.argmax(axis=1)] == _TRUTH


@_BOTH
@_KINDS
def test_a_saved_classifier_scores_the_same(fit: Fit, scores: Scores, kind: Any, tmp_path: Path) -> None:
    rows = kind(_ROWS)
    classifier = fit(rows)
    np.savez(tmp_path / "state.npz", **classifier.state())
    with np.load(tmp_path / "state.npz", allow_pickle=False) as state:
        again = type(classifier).from_state(state)

    assert again.labels == classifier.labels
    assert all(type(label) is str for label in again.labels)
    np.testing.assert_array_equal(scores(again, rows), scores(classifier, rows))


def test_probabilities_sum_to_one() -> None:
    found = softmax(_ROWS).log_probabilities(_ROWS)
    np.testing.assert_allclose(np.exp(found).sum(axis=1), 1, atol=1e-5)


def test_stopping_early_is_no_warning() -> None:
    early = SoftmaxClassifier.fit(_ROWS, _TRUTH, inverse_regularization=20.0, iterations=1)
    assert early.labels == sorted(_LABELS)


def test_a_row_is_inside_one_border_and_outside_the_others() -> None:
    inside = margin(_ROWS).margins(_CENTRES[::20]) > 0
    assert inside.sum(axis=1).tolist() == [1, 1, 1]


def test_one_row_by_its_columns_has_the_margins_of_the_row() -> None:
    machine, row = margin(_ROWS), np.zeros((1, 8), dtype=np.float32)
    row[0, [1, 5]] = [0.6, 0.8]

    found = machine.margins_of(np.asarray([1, 5], dtype=np.int32), row[0, [1, 5]])
    assert found == pytest.approx(machine.margins(row)[0], abs=1e-6)


@pytest.mark.parametrize("row", [[0, 0, 0], [1, 2, 3], [-900, 0, 900], [-np.inf, 1, 2], [5]])
def test_shares_and_their_logarithms_are_those_of_scipy(row: list[float]) -> None:
    rows = np.asarray([row, row[::-1]], dtype=np.float32)

    np.testing.assert_allclose(shares(rows), special.softmax(rows, axis=1), rtol=1e-6)
    np.testing.assert_allclose(log_softmax(rows), special.log_softmax(rows, axis=1), rtol=1e-6)
    np.testing.assert_allclose(shares(rows[0]), special.softmax(rows[0]), rtol=1e-6)

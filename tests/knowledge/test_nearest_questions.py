"""How like a text is to the questions of each label: the mean of the three best."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import sparse

from knowledge.nearest import NearestNgrams, NearestVectors

# Likeness to (1, 0) is the first number.
_ROWS = np.asarray(
    [[0.9, 0.1], [0.1, 0.9], [0.8, 0.2], [0.2, 0.8], [0.7, 0.3], [0.4, 0.6], [1.0, 0.0]], dtype=np.float32
)
_LABELS = ["many", "few", "many", "few", "many", "many", "single"]
_KINDS = pytest.mark.parametrize(
    ("nearest_kind", "kind"),
    [(NearestVectors, np.asarray), (NearestNgrams, sparse.csr_matrix)],
    ids=["dense", "sparse"],
)


@_KINDS
def test_the_three_most_similar_examples_count(nearest_kind: Any, kind: Any) -> None:
    nearest = nearest_kind(kind(_ROWS), _LABELS)
    found = nearest.similarities(kind(np.asarray([[1.0, 0.0]], dtype=np.float32)))

    assert nearest.labels == ["few", "many", "single"]
    np.testing.assert_allclose(found, [[0.15, 0.8, 1.0]], atol=1e-6)


@_KINDS
def test_each_text_is_compared_by_itself(nearest_kind: Any, kind: Any) -> None:
    nearest = nearest_kind(kind(_ROWS), _LABELS)
    texts = np.asarray([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]], dtype=np.float32)
    found = nearest.similarities(kind(texts))

    assert found.shape == (3, 3)
    np.testing.assert_allclose(found[1], [0.85, (0.6 + 0.3 + 0.2) / 3, 0.0], atol=1e-6)
    np.testing.assert_array_equal(found[2], [0, 0, 0])


def test_dense_and_sparse_rows_give_the_same_likeness() -> None:
    random = np.random.default_rng(2)
    rows = random.random((50, 20), dtype=np.float32) * (random.random((50, 20)) < 0.3)
    labels = [f"label {i % 7}" for i in range(50)]
    dense = NearestVectors(rows, labels).similarities(rows)
    thin = NearestNgrams(sparse.csr_matrix(rows), labels).similarities(sparse.csr_matrix(rows))

    np.testing.assert_allclose(dense, thin, atol=1e-5)


def test_many_dimensions_are_compared_in_full_after_a_rough_choice() -> None:
    random = np.random.default_rng(3)
    centres = random.normal(size=(12, 512)) * np.linspace(1, 0.1, 512)
    rows = np.repeat(centres, 40, axis=0) + 0.5 * random.normal(size=(480, 512)) * np.linspace(1, 0.1, 512)
    rows = np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)
    labels = [f"label {i // 40:02}" for i in range(480)]
    exact = np.sort((rows[:50] @ rows.T).reshape(50, 12, 40), axis=2)[:, :, -3:].mean(axis=2)

    found = NearestVectors(rows, labels).similarities(rows[:50])

    assert (found.argmax(axis=1) == exact.argmax(axis=1)).all()
    assert (found <= exact + 1e-5).all()
    assert np.abs(found - exact).mean() < 0.01

"""How like a text is to the questions of each label: the mean of the three best."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import sparse

from knowledge.nearest import NearestQuestions

# Likeness to (1, 0) is the first number.
_ROWS = np.asarray(
    [[0.9, 0.1], [0.1, 0.9], [0.8, 0.2], [0.2, 0.8], [0.7, 0.3], [0.4, 0.6], [1.0, 0.0]], dtype=np.float32
)
_LABELS = ["many", "few", "many", "few", "many", "many", "single"]
_KINDS = pytest.mark.parametrize("kind", [np.asarray, sparse.csr_matrix], ids=["dense", "sparse"])


@_KINDS
def test_the_three_most_similar_examples_count(kind: Any) -> None:
    nearest = NearestQuestions(kind(_ROWS), _LABELS)
    found = nearest.similarities(kind(np.asarray([[1.0, 0.0]], dtype=np.float32)))

    assert nearest.labels == ["few", "many", "single"]
    np.testing.assert_allclose(found, [[0.15, 0.8, 1.0]], atol=1e-6)


@_KINDS
def test_each_text_is_compared_by_itself(kind: Any) -> None:
    nearest = NearestQuestions(kind(_ROWS), _LABELS)
    texts = np.asarray([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]], dtype=np.float32)
    found = nearest.similarities(kind(texts))

    assert found.shape == (3, 3)
    np.testing.assert_allclose(found[1], [0.85, (0.6 + 0.3 + 0.2) / 3, 0.0], atol=1e-6)
    np.testing.assert_array_equal(found[2], [0, 0, 0])


def test_dense_and_sparse_rows_give_the_same_likeness() -> None:
    random = np.random.default_rng(2)
    rows = random.random((50, 20), dtype=np.float32) * (random.random((50, 20)) < 0.3)
    labels = [f"label {i % 7}" for i in range(50)]
    dense = NearestQuestions(rows, labels).similarities(rows)
    thin = NearestQuestions(sparse.csr_matrix(rows), labels).similarities(sparse.csr_matrix(rows))

    np.testing.assert_allclose(dense, thin, atol=1e-5)

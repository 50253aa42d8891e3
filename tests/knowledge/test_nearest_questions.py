"""How like a text is to the questions of each label: the mean of the three best."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from knowledge.examples_by_label import ExamplesByLabel
from knowledge.nearest import NearestNgrams, NearestVectors
from knowledge.ngrams import weights_of_rows

# Likeness to (1, 0) is the first number.
_ROWS = np.asarray(
    [[0.9, 0.1], [0.1, 0.9], [0.8, 0.2], [0.2, 0.8], [0.7, 0.3], [0.4, 0.6], [1.0, 0.0]], dtype=np.float32
)
_LABELS = ["many", "few", "many", "few", "many", "many", "single"]


def by_vector(rows: Any, labels: list[str], texts: Any) -> tuple[list[str], Any]:
    nearest = NearestVectors(rows, labels)
    return nearest.labels, nearest.similarities(texts)


def by_ngram(rows: Any, labels: list[str], texts: Any) -> tuple[list[str], Any]:
    nearest = NearestNgrams(sparse.csr_matrix(rows), labels)
    return nearest.labels, nearest.similarities(weights_of_rows(sparse.csr_matrix(texts)))


_KINDS = pytest.mark.parametrize("similarities", [by_vector, by_ngram])


def plainly(rows: Any, labels: list[str], texts: Any) -> Any:
    """What the likeness is by its definition."""
    names = np.asarray(labels)
    alike = [[np.sort(rows[names == name] @ text)[-3:] for name in sorted(set(labels))] for text in texts]
    return np.asarray([[best.mean() for best in of_text] for of_text in alike])


@_KINDS
def test_the_three_most_similar_examples_count(similarities: Any) -> None:
    labels, found = similarities(_ROWS, _LABELS, np.asarray([[1.0, 0.0]], dtype=np.float32))

    assert labels == ["few", "many", "single"]
    np.testing.assert_allclose(found, [[0.15, 0.8, 1.0]], atol=1e-6)


@_KINDS
def test_each_text_is_compared_by_itself(similarities: Any) -> None:
    texts = np.asarray([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]], dtype=np.float32)
    _, found = similarities(_ROWS, _LABELS, texts)

    assert found.shape == (3, 3)
    np.testing.assert_allclose(found[1], [0.85, (0.6 + 0.3 + 0.2) / 3, 0.0], atol=1e-6)
    np.testing.assert_array_equal(found[2], [0, 0, 0])


@_KINDS
@given(seed=st.integers(0, 2**32 - 1), examples=st.integers(1, 900), kinds=st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_likeness_is_what_its_definition_says(
    similarities: Any, seed: int, examples: int, kinds: int
) -> None:
    random = np.random.default_rng(seed)
    # Some n-grams are frequent and some rare; many examples are equal, and most are of one label.
    rows = random.integers(0, 3, (examples, 20)) * (
        random.random((examples, 20)) < np.linspace(0.02, 0.9, 20)
    )
    labels = [f"label {int(kind)}" for kind in np.minimum(random.exponential(kinds / 3, examples), kinds)]
    texts = np.asarray(random.integers(0, 2, (3, 20)), dtype=np.float32)

    _, found = similarities(np.asarray(rows, dtype=np.float32), labels, texts)

    np.testing.assert_allclose(found, plainly(rows, labels, texts), atol=1e-4)


@given(seed=st.integers(0, 2**32 - 1), examples=st.integers(1, 1500), wanted=st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_the_best_examples_of_each_label_are_those_that_sorting_finds(
    seed: int, examples: int, wanted: int
) -> None:
    random = np.random.default_rng(seed)
    labels = random.choice(["a", "b", "c"], examples, p=[0.9, 0.09, 0.01]).tolist()
    by_label = ExamplesByLabel(labels)
    similarity = random.permutation(examples).astype(np.float32)
    ordered = np.asarray(labels)[by_label.order]

    best = by_label.best(similarity, wanted)

    expected = [
        place
        for name in by_label.labels
        for place in sorted(np.flatnonzero(ordered == name), key=lambda i: -similarity[i])[:wanted]
    ]
    assert best.tolist() == sorted(expected)
    rows = by_label.in_rows(best, similarity[best])
    for row, name in zip(rows, by_label.labels, strict=True):
        assert sorted(row[np.isfinite(row)]) == sorted(similarity[ordered == name])[-wanted:]


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

"""The probability that the best topic is right."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.calibration import Calibration, evidence, topic_columns
from knowledge.encoder import Encoder
from knowledge.index import Index
from knowledge.library import Library
from knowledge.ranker import Scores

_LABELS = ["clinic/contact", "greet", "session/length"]


def scores(rows: list[list[float]]) -> Scores:
    """Scores in which all four parts say the same."""
    part = np.asarray(rows, np.float32)
    return Scores(_LABELS, part, part, part, part)


@pytest.fixture(scope="module")
def index(library: Library) -> Index:
    return library.retriever.index


def probabilities(index: Index, texts: list[str], encoder: Encoder) -> list[float]:
    found = index.ranker.scores(texts, encoder.encode(texts))
    return [float(probability) for probability in index.calibration.probability(found)]


def test_only_labels_with_a_family_are_topics() -> None:
    assert topic_columns(_LABELS).tolist() == [True, False, True]


def test_the_best_topic_is_never_an_intent() -> None:
    features, best = evidence(scores([[0.1, 0.9, 0.2], [0.5, 0.9, 0.4]]))

    assert best.tolist() == [2, 0]
    assert np.isfinite(features).all()
    assert features.dtype == np.float32


def test_an_intent_that_is_more_like_it_speaks_against_the_topic() -> None:
    random = np.random.default_rng(3)
    rows = random.random((400, 3))
    truth = [_LABELS[int(row.argmax())] for row in rows]
    calibration = Calibration.fit(scores(rows.tolist()), truth)
    topic, intent, unsure = calibration.probability(
        scores([[0.1, 0.1, 0.9], [0.1, 0.9, 0.3], [0.52, 0.5, 0.53]])
    )

    assert intent < 0.1 < unsure < 0.9 < topic


def test_probabilities_of_held_out_texts_are_about_as_often_right() -> None:
    random = np.random.default_rng(4)
    rows = random.random((2_000, 3))
    noisy = rows + random.normal(0, 0.2, rows.shape)
    truth = [_LABELS[int(row.argmax())] for row in noisy]
    calibration = Calibration.fit(scores(rows[:1_000].tolist()), truth[:1_000])
    held = scores(rows[1_000:].tolist())
    _, best = evidence(held)
    right = [_LABELS[column] == label for column, label in zip(best, truth[1_000:], strict=True)]

    assert np.mean(calibration.probability(held)) == pytest.approx(np.mean(right), abs=0.05)


def test_a_saved_calibration_gives_the_same_probabilities(
    tmp_path: Path, index: Index, encoder: Encoder
) -> None:
    np.savez(tmp_path / "state.npz", **index.calibration.state())
    with np.load(tmp_path / "state.npz", allow_pickle=False) as state:
        again = Calibration.from_state(state)

    texts = ["How long does a session take?", "who won the match", "拔罐"]
    found = index.ranker.scores(texts, encoder.encode(texts))
    np.testing.assert_array_equal(again.probability(found), index.calibration.probability(found))


def test_questions_are_more_probable_than_what_no_topic_answers(index: Index, encoder: Encoder) -> None:
    asked = ["How many minutes is a session?", "Welk nummer kan ik bellen?", "下針會痛嗎？", "拔罐有什么用？"]
    other = ["who scored the goal", "wat is een goed recept", "幫我寫首詩", "今天天气怎么样"]
    sure, unsure = probabilities(index, asked, encoder), probabilities(index, other, encoder)

    assert all(0 <= probability <= 1 for probability in sure + unsure)
    assert min(sure) > 0.8
    assert max(unsure) < 0.6

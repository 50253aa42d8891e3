"""Sequences have the weights that scikit-learn gives them, learnt in a fraction of the time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.safety.character_sequences import character_sequences
from bot.safety.sequences import Finder, SequenceVectorizer
from bot.safety.text_view import TextView
from bot.safety.word_patterns import WordPatterns
from knowledge.normalization import normalize

TEXTS = [
    "my back hurts",
    "my back hurt",
    "BACK hurts!",
    "no back pain, my back hurts so much today",
    "my back hurts so much, no back pain",
    "my back so much hurts",
    "腰好痛，好痛",
    "腰好痛",
    "腰痛好痛",
    "",
    "a",
    "mijn rug",
    "rug",
    "rug",
]
PATTERNS = WordPatterns.read()


def _characters(text: str) -> list[str]:
    folded = normalize(text)
    return [folded[at : at + n] for n in range(2, 7) for at in range(len(folded) - n + 1)]


def _patterns(text: str) -> list[str]:
    words = PATTERNS.words(text)
    return [
        *words,
        *map(" ".join, pairwise(words)),
        *map(" ".join, zip(words, words[1:], words[2:], strict=False)),
        *(f"{word}~{later}" for place, word in enumerate(words) for later in words[place + 2 : place + 6]),
    ]


Expected = tuple[Finder, TfidfVectorizer]


@pytest.fixture(scope="module", params=[(character_sequences, _characters), (PATTERNS, _patterns)])
def expected(request: pytest.FixtureRequest) -> Expected:
    find, analyze = request.param
    vectorizer = TfidfVectorizer(analyzer=analyze, sublinear_tf=True, min_df=3, dtype=np.float32)
    return find, vectorizer.fit(TEXTS)


def test_rows_hold_the_same_weights_as_scikit_learns(expected: Expected) -> None:
    find, vectorizer = expected
    learnt, rows = SequenceVectorizer.learn(find, TEXTS)

    wanted = vectorizer.transform(TEXTS)
    assert rows.shape == wanted.shape == (len(TEXTS), len(learnt.keys))
    for row, other in zip(rows, wanted, strict=True):
        assert np.sort(row.data) == pytest.approx(np.sort(other.data), rel=1e-5)
    # The inner products of texts tell that the columns mean the same.
    assert (rows @ rows.T).toarray() == pytest.approx((wanted @ wanted.T).toarray(), abs=1e-6)


@pytest.mark.parametrize("text", [*TEXTS, "something else", "🙂🙂🙂", "back back back"])
def test_a_text_weighs_the_same_alone(expected: Expected, text: str) -> None:
    find, vectorizer = expected
    learnt, rows = SequenceVectorizer.learn(find, TEXTS)
    alone = learnt.weigh([text])

    assert np.sort(alone.data) == pytest.approx(np.sort(vectorizer.transform([text]).data), rel=1e-5)
    if text in TEXTS:
        assert alone.toarray()[0] == pytest.approx(rows[TEXTS.index(text)].toarray()[0], abs=1e-6)


def test_texts_weigh_the_same_together(expected: Expected) -> None:
    find, _ = expected
    learnt, rows = SequenceVectorizer.learn(find, TEXTS)
    others = ["something else", "", *TEXTS]

    assert learnt.weigh(others)[2:].toarray() == pytest.approx(rows.toarray(), abs=1e-6)


def test_its_state_gives_the_same_again(expected: Expected) -> None:
    find, _ = expected
    learnt, _ = SequenceVectorizer.learn(find, TEXTS)
    again = SequenceVectorizer.from_state(find, learnt.state())

    assert (learnt.weigh(["my back"]) != again.weigh(["my back"])).nnz == 0


@pytest.mark.parametrize("find", [character_sequences, PATTERNS], ids=["characters", "words"])
@given(text=st.text(max_size=60))
def test_any_text_can_be_weighed(find: Finder, text: str) -> None:
    learnt, _ = SequenceVectorizer.learn(find, TEXTS)
    weights = learnt.weigh([text]).data

    assert len(weights) == 0 or float(weights @ weights) == pytest.approx(1, rel=1e-4)


@pytest.mark.parametrize("find", [character_sequences, PATTERNS], ids=["characters", "words"])
@given(text=st.one_of(st.text(max_size=60), st.sampled_from(TEXTS), st.text("abck 好痛!", max_size=60)))
def test_one_text_has_the_columns_and_weights_of_its_row(find: Finder, text: str) -> None:
    learnt, _ = SequenceVectorizer.learn(find, TEXTS)
    row = learnt.weigh([text])

    columns, weights = learnt.weigh_one(text)

    assert columns.tolist() == row.indices.tolist()
    assert weights == pytest.approx(row.data, abs=1e-6)


def test_the_margin_of_one_text_is_that_of_its_row(expected: Expected) -> None:
    find, _ = expected
    learnt, rows = SequenceVectorizer.learn(find, TEXTS)
    view = TextView.fit(learnt, rows, np.asarray(["hurt" in text for text in TEXTS]))

    margins = view.margins(learnt.weigh([*TEXTS, "quite new"]))
    assert [view.margin_of(text) for text in [*TEXTS, "quite new"]] == pytest.approx(margins, abs=1e-5)

"""The second view of a text: the character sequences that it is made of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.ngrams import _CHARACTERS, NgramVectorizer, _ngrams, weights_of_rows

_TEXTS = [
    "is it safe",
    "is it painful",
    "針灸安全嗎",
    "针灸安全吗",
    "doet het pijn",
    "doet het zeer",
    "HOE LANG duurt het",
]


@pytest.fixture
def ngrams() -> NgramVectorizer:
    return NgramVectorizer().fit(_TEXTS)


def test_rows_have_unit_length(ngrams: NgramVectorizer) -> None:
    rows = ngrams.transform(_TEXTS)

    assert rows.shape[0] == len(_TEXTS)
    np.testing.assert_allclose(np.asarray(rows.multiply(rows).sum(axis=1)).ravel(), 1, atol=1e-5)


def test_one_to_four_characters_that_occur_twice_are_kept(ngrams: NgramVectorizer) -> None:
    kept = set(ngrams.state()["ngrams"].tobytes().decode().split("\n"))

    assert {"i", "is", " is ", "安", "针灸安全"} <= kept
    assert max(map(len, kept)) == 4
    assert not any("painf" in ngram or "zee" in ngram for ngram in kept)


def test_both_scripts_of_chinese_and_both_cases_are_one_text(ngrams: NgramVectorizer) -> None:
    for one, other in (("針灸安全嗎", "针灸安全吗"), ("Is It SAFE", "is it  safe ")):
        rows = ngrams.transform([one, other]).toarray()
        np.testing.assert_array_equal(rows[0], rows[1])


def test_unknown_characters_count_for_nothing(ngrams: NgramVectorizer) -> None:
    known, mixed, empty = ngrams.transform(["is it", "is it ъъъ", ""]).toarray()

    np.testing.assert_allclose(
        mixed[known > 0] / mixed[known > 0].max(), known[known > 0] / known.max(), rtol=0.4
    )
    assert not empty.any()


def test_a_saved_vectorizer_makes_the_same_rows(ngrams: NgramVectorizer, tmp_path: Path) -> None:
    np.savez(tmp_path / "state.npz", **ngrams.state())
    with np.load(tmp_path / "state.npz", allow_pickle=False) as state:
        again = NgramVectorizer.from_state(state)

    texts = [*_TEXTS, "quite new: 針灸痛嗎", ""]
    np.testing.assert_array_equal(again.transform(texts).toarray(), ngrams.transform(texts).toarray())
    np.testing.assert_array_equal(again.state()["ngrams"], ngrams.state()["ngrams"])


@pytest.mark.parametrize("text", ["does it hurt", "痛唔痛㗎", "", "zzzqqq", "does does does"])
def test_one_text_gets_the_same_row_as_among_others(text: str) -> None:
    vectorizer = NgramVectorizer().fit(
        ["does it hurt much", "does it hurt", "針灸痛唔痛㗎", "痛唔痛㗎", "how long is it"]
    )
    columns, weights = vectorizer.weigh(text)
    alone = np.zeros(len(vectorizer.state()["idf"]), dtype=np.float32)
    alone[columns] = weights
    among = vectorizer.transform([text, "hurt"])
    np.testing.assert_allclose(alone, among.toarray()[0], atol=1e-6)
    assert columns.tolist() == sorted(weights_of_rows(among)[0][0].tolist())


@given(st.text())
def test_ngrams_are_those_that_scikit_learn_finds(text: str) -> None:
    analyze = TfidfVectorizer(**_CHARACTERS).build_analyzer()

    assert sorted(_ngrams(text)) == sorted(analyze(text))

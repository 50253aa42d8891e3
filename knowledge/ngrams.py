"""The second view of a text beside its vector: which character sequences it is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.normalization import normalize

_LONGEST: Final = 4


class NgramVectorizer:
    """TF-IDF weights of character 1- to 4-grams within words, rows of unit length."""

    def __init__(self) -> None:
        self._tfidf = _vectorizer(vocabulary=None)

    def fit(self, texts: Sequence[str]) -> NgramVectorizer:
        """Learn which n-grams exist and how rare each is."""
        self._tfidf.fit(texts)
        self.__dict__.pop("_idf", None)
        return self

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """The texts' weights, of shape (texts, n-grams)."""
        if len(texts) > 1:
            return self._tfidf.transform(texts)
        return self._transform_one(texts[0])

    def _transform_one(self, text: str) -> sparse.csr_matrix:
        """What ``transform`` gives for one text, without scikit-learn's checks, which take longer."""
        vocabulary = self._tfidf.vocabulary_
        counts = Counter(
            column for ngram in self._analyze(text) if (column := vocabulary.get(ngram)) is not None
        )
        columns = np.asarray(sorted(counts), dtype=np.int32)
        seen = np.asarray([counts[column] for column in columns.tolist()], dtype=np.float32)
        weights = (np.log(seen) + 1) * self._idf[columns]
        length = float(np.sqrt(weights @ weights)) or 1.0
        row = (np.asarray(weights / length, dtype=np.float32), columns, [0, len(columns)])
        return sparse.csr_matrix(row, shape=(1, len(vocabulary)))

    @cached_property
    def _idf(self) -> NDArray[np.float32]:
        return np.asarray(self._tfidf.idf_, dtype=np.float32)  # scikit-learn makes it anew at each look

    @cached_property
    def _analyze(self) -> Callable[[str], list[str]]:
        analyze: Callable[[str], list[str]] = self._tfidf.build_analyzer()
        return analyze

    def state(self) -> dict[str, NDArray[Any]]:
        """Arrays from which ``from_state`` makes the same vectorizer again."""
        vocabulary = self._tfidf.vocabulary_
        return {"ngrams": np.asarray(sorted(vocabulary, key=vocabulary.__getitem__)), "idf": self._tfidf.idf_}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> NgramVectorizer:
        """A fitted vectorizer from what ``state`` gave."""
        vectorizer = cls()
        ngrams = state["ngrams"].tolist()
        vectorizer._tfidf = _vectorizer(vocabulary={ngram: column for column, ngram in enumerate(ngrams)})
        vectorizer._tfidf.idf_ = state["idf"]
        return vectorizer


def _vectorizer(vocabulary: dict[str, int] | None) -> Any:
    return TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(1, _LONGEST),
        sublinear_tf=True,
        min_df=2,
        dtype=np.float32,
        preprocessor=normalize,
        vocabulary=vocabulary,
    )

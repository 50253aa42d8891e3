"""The second view of a text beside its vector: which sequences of characters it is made of."""

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

_CHARACTERS: Final[Mapping[str, Any]] = {
    "analyzer": "char_wb",
    "ngram_range": (1, _LONGEST),
    "preprocessor": normalize,
}
# No n-gram holds it, since all white space becomes blanks.
_BETWEEN: Final = "\n"

# What a text is made of, a piece for each time it occurs.
Analyze = Callable[[str], list[str]]


class NgramVectorizer:
    """TF-IDF weights of n-grams, rows of unit length.

    The n-grams are 1 to 4 characters within a word; those that stand in one text alone count for
    nothing.
    """

    def __init__(self) -> None:
        self._tfidf = _vectorizer(min_df=2)

    def fit(self, texts: Sequence[str]) -> NgramVectorizer:
        """Learn which n-grams exist and how rare each is."""
        self._tfidf.fit(texts)
        self.__dict__.pop("_idf", None)
        return self

    def fit_transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Learn from the texts and return their weights, in the time of either."""
        self.__dict__.pop("_idf", None)
        return self._tfidf.fit_transform(texts)

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """The texts' weights, of shape (texts, n-grams)."""
        if len(texts) > 1:
            return self._tfidf.transform(texts)
        return self._transform_one(texts[0])

    def _transform_one(self, text: str) -> sparse.csr_matrix:
        columns, weights = self.weigh(text)
        row = (weights, columns, [0, len(columns)])
        return sparse.csr_matrix(row, shape=(1, len(self._tfidf.vocabulary_)))

    def weigh(self, text: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The columns of one text's n-grams and their weights, both of shape (n-grams of the text,).

        What ``transform`` gives, without scikit-learn's checks, which take longer.
        """
        vocabulary = self._tfidf.vocabulary_
        counts = Counter(
            column for ngram in self._analyze(text) if (column := vocabulary.get(ngram)) is not None
        )
        columns = np.asarray(sorted(counts), dtype=np.int32)
        seen = np.asarray([counts[column] for column in columns.tolist()], dtype=np.float32)
        weights = (np.log(seen) + 1) * self._idf[columns]
        length = float(np.sqrt(weights @ weights)) or 1.0
        return columns, np.asarray(weights / length, dtype=np.float32)

    @cached_property
    def _idf(self) -> NDArray[np.float32]:
        return np.asarray(self._tfidf.idf_, dtype=np.float32)  # scikit-learn makes it anew at each look

    @cached_property
    def _analyze(self) -> Analyze:
        analyze: Analyze = self._tfidf.build_analyzer()
        return analyze

    def state(self) -> dict[str, NDArray[Any]]:
        """Arrays from which ``from_state`` makes the same vectorizer again."""
        vocabulary = self._tfidf.vocabulary_
        ngrams = _BETWEEN.join(sorted(vocabulary, key=vocabulary.__getitem__))
        return {"ngrams": np.frombuffer(ngrams.encode(), dtype=np.uint8), "idf": self._idf}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> NgramVectorizer:
        """A fitted vectorizer from what ``state`` gave."""
        vectorizer = cls()
        ngrams = state["ngrams"].tobytes().decode().split(_BETWEEN)
        vocabulary = {ngram: column for column, ngram in enumerate(ngrams)}
        vectorizer._tfidf = _vectorizer(vocabulary=vocabulary)
        vectorizer._tfidf.idf_ = state["idf"]
        return vectorizer


def _vectorizer(**more: Any) -> Any:
    return TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **_CHARACTERS, **more)

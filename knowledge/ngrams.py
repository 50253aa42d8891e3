"""The second view of a text beside its vector: which sequences of characters it is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
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

# The columns of one text's n-grams and their weights, both of shape (n-grams of the text,).
NgramWeights = tuple[NDArray[np.int32], NDArray[np.float32]]


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
        return self._tfidf.transform(texts)

    def weigh(self, text: str) -> NgramWeights:
        """The columns of one text's n-grams and their weights.

        What ``transform`` gives, without scikit-learn's checks, which take longer.
        """
        counts = Counter(map(self._tfidf.vocabulary_.get, _ngrams(text)))
        counts.pop(None, None)
        found = sorted(counts.items())
        columns = np.asarray([column for column, _ in found], dtype=np.int32)
        seen = np.asarray([times for _, times in found], dtype=np.float32)
        weights = (np.log(seen) + 1) * self._idf[columns]
        length = float(np.sqrt(weights @ weights)) or 1.0
        return columns, np.asarray(weights / length, dtype=np.float32)

    @cached_property
    def _idf(self) -> NDArray[np.float32]:
        return np.asarray(self._tfidf.idf_, dtype=np.float32)  # scikit-learn makes it anew at each look

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


def _ngrams(text: str) -> list[str]:
    """A text's n-grams, each as often as it occurs; a word has a blank on either side."""
    words = [f" {word} " for word in normalize(text).split()]
    return [
        word[begin : begin + length]
        for word in words
        for length in range(1, min(_LONGEST, len(word)) + 1)
        for begin in range(len(word) - length + 1)
    ]


def weights_of_rows(rows: sparse.csr_matrix) -> list[NgramWeights]:
    """What ``weigh`` would give of each row of ``transform``."""
    bounds = pairwise(rows.indptr.tolist())
    return [(rows.indices[begin:end], rows.data[begin:end]) for begin, end in bounds]

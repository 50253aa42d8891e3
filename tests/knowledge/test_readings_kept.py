"""A message that was read ahead is answered as if it had not been, without being read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from knowledge.encoder import Encoder, FloatMatrix
from knowledge.language import Language
from knowledge.library import Library
from knowledge.retrieval import Answered
from knowledge.retriever import Retriever

_ASKED = {
    Language.EN: "How long does a session take and do the needles hurt?",
    Language.NL: "Wat kan cupping doen voor mijn stijve rug?",
    Language.ZH_HANT: "啲針會唔會整痛我？",
    Language.ZH_HANS: "球赛里谁进球了",
}


class CountingEncoder:
    """An encoder that notes what it encodes."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        """The texts' vectors."""
        self.encoded += texts
        return self._encoder.encode(texts)


@pytest.fixture
def counting(library: Library) -> CountingEncoder:
    return CountingEncoder(library.retriever._encoder)


@pytest.fixture
def retriever(library: Library, counting: CountingEncoder) -> Retriever:
    return Retriever(library.retriever.index, counting)


@pytest.mark.parametrize("language", Language)
def test_the_answer_is_the_same(retriever: Retriever, library: Library, language: Language) -> None:
    retriever.prepare(_ASKED[language])

    expected = Retriever(library.retriever.index, library.retriever._encoder)
    assert retriever.retrieve(_ASKED[language], language) == expected.retrieve(_ASKED[language], language)


@pytest.mark.parametrize("language", Language)
def test_nothing_is_encoded_again(
    retriever: Retriever, counting: CountingEncoder, language: Language
) -> None:
    retriever.prepare(_ASKED[language])
    once = len(counting.encoded)
    retriever.retrieve(_ASKED[language], language)
    retriever.prepare(_ASKED[language])

    assert len(counting.encoded) == once > 0


def test_a_new_index_reads_anew(retriever: Retriever, counting: CountingEncoder) -> None:
    text = _ASKED[Language.NL]
    retriever.prepare(text)
    retriever.index = replace(retriever.index)

    assert isinstance(retriever.retrieve(text, Language.NL), Answered)
    assert counting.encoded == [text, text]


def test_only_the_latest_messages_are_kept_and_not_their_words(retriever: Retriever) -> None:
    for number in range(100):
        retriever.prepare(f"my secret number {number}")

    assert len(retriever._readings) == 64
    assert "secret" not in repr(retriever._readings.keys())

"""What the encoder makes of texts in four languages."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.encoder import EMBEDDED, Encoder
from knowledge.encoder_choice import load_encoder
from knowledge.language import Language

_LONG = {
    Language.EN: "How long does a treatment take?",
    Language.NL: "Hoelang duurt een behandeling?",
    Language.ZH_HANT: "一次治療需要多長時間？",
    Language.ZH_HANS: "一次治疗需要多长时间？",
}
_OTHER = {
    Language.EN: "Which team won the match yesterday?",
    Language.NL: "Welke ploeg won gisteren de wedstrijd?",
    Language.ZH_HANT: "昨天哪一隊贏了比賽？",
    Language.ZH_HANS: "昨天哪一队赢了比赛？",
}


def test_the_default_encoder_is_the_embedded_one(encoder: Encoder) -> None:
    assert encoder.name == EMBEDDED == "embedded"
    assert type(load_encoder("embedded")) is type(encoder)


def test_each_text_gets_a_vector_of_unit_length(encoder: Encoder) -> None:
    vectors = encoder.encode([*_LONG.values(), "", "🪡" * 100, "a" * 2_000])

    assert vectors.shape == (7, 512)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(encoder: Encoder) -> None:
    texts = [*_LONG.values(), "short", *_OTHER.values()]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])

    np.testing.assert_allclose(together, alone, atol=1e-5)


@pytest.mark.parametrize("language", Language)
def test_a_question_is_most_like_its_translations(language: Language, encoder: Encoder) -> None:
    (own,) = encoder.encode([_LONG[language]])
    translations = encoder.encode([_LONG[other] for other in Language])
    others = encoder.encode([_OTHER[other] for other in Language])

    assert (translations @ own).min() > (others @ own).max()


def test_texts_are_normalised_before_they_are_encoded(encoder: Encoder) -> None:
    pairs = [(_LONG[Language.ZH_HANT], "一次治疗需要多長时間？"), ("Is it SAFE?", " ｉｓ it  safe? ")]
    for one, other in pairs:
        first, second = encoder.encode([one, other])
        np.testing.assert_allclose(first, second, atol=1e-5)

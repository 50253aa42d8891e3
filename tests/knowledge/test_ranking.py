"""Scoring labels for texts, also labels that are newer than the classifiers."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.encoder import Encoder
from knowledge.encoder_cache import CachedEncoder
from knowledge.index import Index
from knowledge.language import Language
from knowledge.library import Library
from knowledge.ngrams import NgramVectorizer
from knowledge.ranker import Classifiers, Ranker, Scores
from knowledge.text_views import TextViews
from tests.conftest import SmallClinic

_NEW = "therapies/cupping"
_ASKED = {
    Language.EN: {"Tell me how those cups work on my back": _NEW, "what number do I call": "clinic/contact"},
    Language.NL: {"Vertel hoe die cups op mijn rug werken": _NEW, "welk nummer bel ik": "clinic/contact"},
    Language.ZH_HANT: {"想知背脊拔罐係點做": _NEW, "打邊個電話搵你哋": "clinic/contact"},
    Language.ZH_HANS: {"想知道背上拔罐怎么做": _NEW, "打哪个电话找你们": "clinic/contact"},
}


@pytest.fixture(scope="module")
def index(library: Library) -> Index:
    return library.retriever.index


@pytest.fixture(scope="module")
def sentences(trained_clinic: SmallClinic) -> CachedEncoder:
    return CachedEncoder(trained_clinic.encoder, trained_clinic.var)


@pytest.fixture(scope="module")
def older(index: Index, sentences: CachedEncoder) -> Ranker:
    """A ranker of all examples whose classifiers were learnt before cupping was written about."""
    known = [example for example in index.examples if example.label != _NEW]
    ngrams, texts = NgramVectorizer(), [example.text for example in known]
    views = TextViews(sentences.encode(texts), ngrams.fit_transform(texts))
    classifiers = Classifiers.fit(ngrams, views, [example.label for example in known])
    vectors = sentences.encode([example.text for example in index.examples])
    return Ranker.of(classifiers, index.examples, vectors)


def best(ranker: Ranker, text: str, encoder: Encoder) -> str:
    scores = ranker.scores([text], encoder.encode([text]))
    return scores.labels[int(scores.joined[0].argmax())]


@pytest.mark.parametrize("language", Language)
def test_the_topic_of_a_new_wording_scores_best(language: Language, index: Index, encoder: Encoder) -> None:
    for text, label in _ASKED[language].items():
        assert best(index.ranker, text, encoder) == label


@pytest.mark.parametrize("language", Language)
def test_a_label_newer_than_its_classifiers_is_found(
    language: Language, older: Ranker, encoder: Encoder
) -> None:
    for text, label in _ASKED[language].items():
        assert best(older, text, encoder) == label


def test_a_new_label_takes_the_value_of_its_rank_among_the_known(older: Ranker, encoder: Encoder) -> None:
    texts = ["What is cupping?", "How long does a session take?", "who won the football match"]
    scores = older.scores(texts, encoder.encode(texts))
    new = scores.labels.index(_NEW)

    for learnt, likeness in (
        (scores.vector_classifier, scores.vector_likeness),
        (scores.ngram_margin, scores.ngram_likeness),
    ):
        for row, alike in zip(learnt, likeness, strict=True):
            known = np.sort(np.delete(row, new))[::-1]
            nearer = int((np.delete(alike, new) >= alike[new]).sum())
            assert row[new] == known[min(nearer, len(known) - 1)]
    assert scores.vector_classifier[0, new] == np.delete(scores.vector_classifier[0], new).max()


def test_known_labels_keep_their_values_beside_a_new_one(
    index: Index, older: Ranker, sentences: CachedEncoder, encoder: Encoder
) -> None:
    known = [example for example in index.examples if example.label != _NEW]
    without = Ranker.of(older._classifiers, known, sentences.encode([example.text for example in known]))
    texts = ["How long does a session take?", "打邊個電話搵你哋"]
    ours, theirs = (ranker.scores(texts, encoder.encode(texts)) for ranker in (older, without))

    columns = [ours.labels.index(label) for label in theirs.labels]
    # Sums over more columns may round otherwise in the last digit.
    np.testing.assert_allclose(ours.joined[:, columns], theirs.joined, rtol=1e-5)


def test_a_label_without_examples_is_no_longer_ranked(
    index: Index, sentences: CachedEncoder, encoder: Encoder, library: Library
) -> None:
    left = [example for example in index.examples if example.label != _NEW]
    ranker = Ranker.of(index.ranker._classifiers, left, sentences.encode([example.text for example in left]))
    scores = ranker.scores(["What is cupping?"], encoder.encode(["What is cupping?"]))

    assert _NEW not in scores.labels
    assert scores.joined.shape == (1, len(set(index.ranker.labels)) - 1)


def test_every_part_of_the_scores_speaks_for_its_label() -> None:
    zero, one = np.zeros((1, 2), np.float32), np.asarray([[0, 1]], np.float32)
    for part in ("vector_classifier", "ngram_margin", "vector_likeness", "ngram_likeness"):
        parts = {
            "vector_classifier": zero,
            "ngram_margin": zero,
            "vector_likeness": zero,
            "ngram_likeness": zero,
        }
        joined = Scores(["a", "b"], **{**parts, part: one}).joined
        assert joined[0, 1] > joined[0, 0] == 0

"""What is learnt is kept in one file, and belongs to the examples it was learnt from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.array_file import kept_fingerprint, write_parts
from knowledge.encoder_cache import CachedEncoder
from knowledge.examples import Example
from knowledge.index import Index, LearntModel, fingerprint, related_topics
from knowledge.language import Language
from knowledge.library import MODEL_FILE, Library
from tests.conftest import SmallClinic

_TEXTS = ["How long is it?", "doet het pijn", "拔罐係咩", "电话号码", "weather on sunday", "", "🪡"]
_EXAMPLES = [Example("one", "a/b", Language.EN), Example("twee", "greet", Language.NL)]


@pytest.fixture(scope="module")
def index(library: Library) -> Index:
    return library.retriever.index


@pytest.fixture(scope="module")
def sentences(trained_clinic: SmallClinic) -> CachedEncoder:
    return CachedEncoder(trained_clinic.encoder, trained_clinic.var)


def test_a_saved_model_ranks_the_same(
    trained_clinic: SmallClinic, index: Index, sentences: CachedEncoder, tmp_path: Path
) -> None:
    model = LearntModel.load(trained_clinic.var / MODEL_FILE)
    model.save(tmp_path / "deep" / "model.npz")
    again = LearntModel.load(tmp_path / "deep" / "model.npz")
    rebuilt = Index.build(index.catalogue, index.examples, again, sentences)

    vectors = trained_clinic.encoder.encode(_TEXTS)
    ours, theirs = index.ranker.scores(_TEXTS, vectors), rebuilt.ranker.scores(_TEXTS, vectors)
    assert ours.labels == theirs.labels
    np.testing.assert_array_equal(ours.joined, theirs.joined)
    np.testing.assert_array_equal(again.calibration.probability(ours), index.calibration.probability(ours))
    assert again.fingerprint == model.fingerprint == fingerprint(index.examples, "embedded")
    assert rebuilt.related == index.related


def test_a_saved_model_takes_the_place_of_the_one_before(trained_clinic: SmallClinic, tmp_path: Path) -> None:
    model = LearntModel.load(trained_clinic.var / MODEL_FILE)
    path = tmp_path / "model.npz"
    replace(model, fingerprint="older").save(path)
    model.save(path)

    assert LearntModel.load(path).fingerprint == model.fingerprint
    assert list(tmp_path.iterdir()) == [path]


def test_without_a_file_there_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        LearntModel.load(tmp_path / "model.npz")


def test_learning_twice_gives_the_same_model(
    trained_clinic: SmallClinic, index: Index, sentences: CachedEncoder
) -> None:
    kept = LearntModel.load(trained_clinic.var / MODEL_FILE)
    again = LearntModel.fit(index.examples, sentences)

    for one, other in (
        (kept.classifiers.by_vector, again.classifiers.by_vector),
        (kept.classifiers.by_ngram, again.classifiers.by_ngram),
    ):
        np.testing.assert_allclose(one.weights, other.weights, atol=1e-3)


def test_the_fingerprint_changes_with_anything_that_is_learnt_from() -> None:
    own = fingerprint(_EXAMPLES, "embedded")
    others = {
        fingerprint(_EXAMPLES, "another/model"),
        fingerprint(_EXAMPLES[:1], "embedded"),
        fingerprint([replace(_EXAMPLES[0], text="One"), _EXAMPLES[1]], "embedded"),
        fingerprint([replace(_EXAMPLES[0], label="a/c"), _EXAMPLES[1]], "embedded"),
    }
    assert len(others | {own}) == 5


def test_the_fingerprint_does_not_depend_on_the_order_of_the_files() -> None:
    assert fingerprint(_EXAMPLES, "embedded") == fingerprint(_EXAMPLES[::-1], "embedded")


def test_an_index_keeps_what_ranks_while_no_question_changes(
    trained_clinic: SmallClinic, index: Index, sentences: CachedEncoder
) -> None:
    model = LearntModel.load(trained_clinic.var / MODEL_FILE)
    catalogue = replace(index.catalogue, topics=dict(index.catalogue.topics))

    same = index.updated(catalogue, list(index.examples), model, sentences)
    assert same.ranker is index.ranker
    assert same.catalogue is catalogue
    fewer = index.updated(catalogue, index.examples[1:], model, sentences)
    assert fewer.ranker is not index.ranker


def test_related_topics_are_two_others(index: Index) -> None:
    assert set(index.related) == set(index.catalogue.topics)
    for topic, related in index.related.items():
        assert len(set(related) - {topic}) == 2
        assert set(related) <= set(index.catalogue.topics)


def test_topics_are_related_whose_questions_are_alike() -> None:
    labels = ["a/x", "a/y", "b/x", "b/y", "greet"]
    examples = [Example(label, label, Language.EN) for label in labels]
    vectors = np.asarray([[1, 0.1], [1, 0.2], [0.1, 1], [0.2, 1], [1, 0.1]], np.float32)
    related = related_topics(examples, vectors)

    assert {topic: others[0] for topic, others in related.items()} == {
        "a/x": "a/y",
        "a/y": "a/x",
        "b/x": "b/y",
        "b/y": "b/x",
    }


def test_a_file_of_an_older_form_is_learnt_anew(clinic: SmallClinic) -> None:
    path = clinic.var / MODEL_FILE
    write_parts(path, {"ngrams": {"ngrams": np.asarray(["older"])}}, "of an older form")

    assert clinic.open().retriever.retrieve("how long is a session?", Language.EN)
    assert kept_fingerprint(path) != "of an older form"

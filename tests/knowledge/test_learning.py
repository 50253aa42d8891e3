"""Changed questions are learnt in the background, once, and without undoing what was changed meanwhile."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

from knowledge.catalogue import load_catalogue
from knowledge.examples import all_examples
from knowledge.index import Index, LearntModel, fingerprint
from knowledge.language import Language
from knowledge.library import MODEL_FILE
from tests.conftest import SmallClinic

_QUESTION = "  - session length\n"


def add_question(clinic: SmallClinic) -> None:
    clinic.edit(clinic.topic("session/length"), _QUESTION, _QUESTION + "      - how lengthy is it\n")


def kept(clinic: SmallClinic) -> str:
    return LearntModel.load(clinic.var / MODEL_FILE).fingerprint


def present(clinic: SmallClinic) -> str:
    examples = all_examples(load_catalogue(clinic.knowledge), clinic.nlu)
    return fingerprint(examples, clinic.encoder.name)


def test_a_start_learns_nothing_that_is_learnt_already(clinic: SmallClinic) -> None:
    before = (clinic.var / MODEL_FILE).stat().st_mtime_ns
    clinic.open().learn()

    assert (clinic.var / MODEL_FILE).stat().st_mtime_ns == before
    assert kept(clinic) == present(clinic)


def test_changed_questions_are_learnt_and_kept(clinic: SmallClinic) -> None:
    library = clinic.open()
    add_question(clinic)
    library.reload()
    assert kept(clinic) != present(clinic)
    before = library.retriever.index.ranker
    library.learn()

    assert kept(clinic) == present(clinic)
    assert library.retriever.index.ranker is not before
    after = (clinic.var / MODEL_FILE).stat().st_mtime_ns
    again = clinic.open()
    assert (clinic.var / MODEL_FILE).stat().st_mtime_ns == after
    texts = ["how lengthy is it", "要幾耐"]
    vectors = clinic.encoder.encode(texts)
    np.testing.assert_array_equal(
        again.retriever.index.ranker.scores(texts, vectors).joined,
        library.retriever.index.ranker.scores(texts, vectors).joined,
    )


def test_a_start_after_a_change_learns_it(clinic: SmallClinic) -> None:
    add_question(clinic)
    clinic.open()
    assert kept(clinic) == present(clinic)


def test_an_edited_answer_needs_no_learning(clinic: SmallClinic) -> None:
    library, before = clinic.open(), (clinic.var / MODEL_FILE).stat().st_mtime_ns
    clinic.edit(clinic.topic("session/length"), "A session takes", "Each session takes")
    library.reload()
    index = library.retriever.index
    library.learn()

    assert library.retriever.index is index
    assert (clinic.var / MODEL_FILE).stat().st_mtime_ns == before


def test_an_answer_that_is_edited_while_learning_ends_stays_live(
    clinic: SmallClinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = clinic.open()
    add_question(clinic)
    library.reload()
    build, editor = Index.build, threading.Thread(target=library.reload)

    def edited_meanwhile(*arguments: Any) -> Index:
        clinic.edit(clinic.topic("session/length"), "A session takes", "Edited, it takes")
        editor.start()
        editor.join(timeout=1)  # in vain where learning keeps others out until it has ended
        return build(*arguments)

    monkeypatch.setattr(Index, "build", edited_meanwhile)
    library.learn()
    editor.join()

    answer = library.retriever.index.catalogue.answer("session/length", Language.EN)
    assert answer.startswith("Edited, it takes")


def test_two_learners_at_once_learn_once(clinic: SmallClinic, monkeypatch: pytest.MonkeyPatch) -> None:
    library = clinic.open()
    add_question(clinic)
    library.reload()
    fit, learnt = LearntModel.fit, list[int]()

    def counted(*arguments: Any) -> LearntModel:
        learnt.append(1)
        return fit(*arguments)

    monkeypatch.setattr(LearntModel, "fit", counted)
    learners = [threading.Thread(target=library.learn) for _ in range(2)]
    for learner in learners:
        learner.start()
    for learner in learners:
        learner.join()

    assert len(learnt) == 1
    assert kept(clinic) == present(clinic)


def test_it_is_asked_while_it_learns(clinic: SmallClinic) -> None:
    library = clinic.open()
    add_question(clinic)
    library.reload()
    learner = threading.Thread(target=library.learn)
    learner.start()
    found = [library.retriever.retrieve("How long does a session take?", Language.EN) for _ in range(5)]
    learner.join()

    found.append(library.retriever.retrieve("How long does a session take?", Language.EN))
    assert {candidate.topic for one in found for candidate in getattr(one, "topics", ())} == {
        "session/length"
    }

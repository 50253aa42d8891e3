"""A changed file is noticed and taken over within five seconds, whatever it holds."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from knowledge.language import Language
from knowledge.library import Library
from knowledge.watcher import Watcher, snapshot
from tests.conftest import SmallClinic

_LIMIT = 5.0  # seconds until an edited answer is live: a requirement


class Announcing(Library):
    """The library, which tells when it has taken a change over, and when it failed to."""

    def __init__(self, clinic: SmallClinic) -> None:
        super().__init__(clinic.encoder, clinic.var, clinic.knowledge, clinic.nlu)
        self.read = threading.Event()
        self.failed = threading.Event()
        self.learnt = threading.Event()
        self.failing = False

    def reload(self) -> bool:
        if self.failing:
            self.failed.set()
            raise RuntimeError("something that nobody thought of")
        if super().reload():
            self.read.set()
            return True
        return False

    def learn(self) -> None:
        super().learn()
        self.learnt.set()


@pytest.fixture
def library(clinic: SmallClinic) -> Announcing:
    return Announcing(clinic)


@contextmanager
def watching(watcher: Watcher) -> Iterator[None]:
    watcher.start()
    try:
        yield
    finally:
        watcher.stop()


def edit_answer(clinic: SmallClinic, new: str = "Edited.") -> None:
    path = clinic.topic("session/length")
    content = path.read_text(encoding="utf-8")
    old = next(line for line in content.splitlines() if line.startswith("  answer:"))
    whole = path.with_suffix(".new")
    whole.write_text(content.replace(old, f"  answer: {new}"), encoding="utf-8")
    whole.replace(path)


def answer(library: Library) -> str:
    return library.retriever.index.catalogue.answer("session/length", Language.EN)


def test_an_edited_answer_is_live_within_five_seconds(clinic: SmallClinic, library: Announcing) -> None:
    with watching(Watcher(library, clinic.knowledge)):
        edit_answer(clinic)
        assert library.read.wait(_LIMIT)
    assert answer(library) == "Edited."


def test_a_look_finds_nothing_where_nothing_changed(clinic: SmallClinic, library: Announcing) -> None:
    assert not Watcher(library, clinic.knowledge).look()
    assert not library.read.is_set()


def test_a_change_is_taken_over_once(clinic: SmallClinic, library: Announcing) -> None:
    watcher = Watcher(library, clinic.knowledge)
    edit_answer(clinic)

    assert [watcher.look(), watcher.look()] == [True, False]
    assert answer(library) == "Edited."


def test_changed_questions_are_learnt_in_the_background(clinic: SmallClinic, library: Announcing) -> None:
    path = clinic.topic("session/length")
    watcher = Watcher(library, clinic.knowledge)
    before = library._model.fingerprint
    clinic.edit(path, "- session length\n", "- session length\n      - how lengthy is it\n")

    assert watcher.look()
    assert library.learnt.wait(30)
    assert library._model.fingerprint != before


def test_a_broken_file_is_looked_at_again_only_when_it_changes(
    clinic: SmallClinic, library: Announcing
) -> None:
    watcher, before = Watcher(library, clinic.knowledge), answer(library)
    edit_answer(clinic, "{fone}")
    with capture_logs() as logs:
        assert [watcher.look(), watcher.look()] == [True, False]
    assert [entry["event"] for entry in logs] == ["knowledge.reload.refused"]
    assert answer(library) == before

    edit_answer(clinic, "Call {phone}")
    assert watcher.look()
    assert answer(library) == "Call (852) 1234 5678"


def test_the_thread_outlives_an_unforeseen_failure(clinic: SmallClinic, library: Announcing) -> None:
    library.failing = True
    with watching(Watcher(library, clinic.knowledge, interval=0.01)):
        edit_answer(clinic, "First.")
        assert library.failed.wait(_LIMIT)
        library.failing = False
        edit_answer(clinic, "Second.")
        assert library.read.wait(_LIMIT)
    assert answer(library) == "Second."


def test_a_stopped_watcher_has_ended_its_thread(clinic: SmallClinic, library: Announcing) -> None:
    watcher = Watcher(library, clinic.knowledge)
    with watching(watcher):
        assert watcher._thread.is_alive()
    assert not watcher._thread.is_alive()


def _new_topic(folder: Path) -> None:
    (folder / "answers" / "session" / "new.yml").write_text("x", encoding="utf-8")


def _new_family(folder: Path) -> None:
    (folder / "answers" / "new").mkdir()
    (folder / "answers" / "new" / "topic.yml").write_text("x", encoding="utf-8")


def _touched(folder: Path) -> None:
    os.utime(folder / "documents" / "faq.md", ns=(1, 1))


@pytest.mark.parametrize(
    "change",
    [
        _new_topic,
        _new_family,
        _touched,
        lambda folder: (folder / "answers" / "session" / "length.yml").unlink(),
        lambda folder: (folder / "clinic.yml").write_text("x", encoding="utf-8"),
        lambda folder: (folder / "documents" / "new.md").write_text("x", encoding="utf-8"),
        lambda folder: (folder / "documents" / "faq.md").rename(folder / "documents" / "fag.md"),
    ],
    ids=["new topic", "new family", "touched", "removed", "profile", "new document", "renamed"],
)
def test_every_kind_of_change_is_noticed(change: object, clinic: SmallClinic) -> None:
    before = snapshot(clinic.knowledge)
    assert callable(change)
    change(clinic.knowledge)
    assert snapshot(clinic.knowledge) != before


def test_other_files_are_no_change(clinic: SmallClinic) -> None:
    before = snapshot(clinic.knowledge)
    (clinic.knowledge / "answers" / "session" / "length.yml~").write_text("x", encoding="utf-8")
    (clinic.knowledge / "notes.txt").write_text("x", encoding="utf-8")
    assert snapshot(clinic.knowledge) == before
    assert len(before) == 8

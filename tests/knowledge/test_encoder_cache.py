"""Vectors are computed once and kept, also where two processes write at the same time."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.encoder import Encoder, FloatMatrix
from knowledge.encoder_cache import CachedEncoder

_PROJECT = Path(__file__).resolve().parents[2]


class Listening:
    """The real encoder, which tells what it was asked."""

    def __init__(self, encoder: Encoder, name: str = "embedded") -> None:
        self._encoder = encoder
        self.name = name
        self.asked: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        self.asked.append(list(texts))
        return self._encoder.encode(texts)


def test_only_new_sentences_are_encoded(encoder: Encoder, tmp_path: Path) -> None:
    listening = Listening(encoder)
    cached = CachedEncoder(listening, tmp_path)
    cached.encode(["one", "two"])
    cached.encode(["two", "three", "one"])
    cached.encode(["three"])

    assert listening.asked == [["one", "two"], ["three"]]


def test_a_new_process_finds_the_vectors_in_the_file(encoder: Encoder, tmp_path: Path) -> None:
    texts = ["How long?", "要幾耐？", "要多久？", "Hoelang?"]
    before = CachedEncoder(encoder, tmp_path).encode(texts)
    listening = Listening(encoder)
    after = CachedEncoder(listening, tmp_path).encode(texts)

    assert listening.asked == []
    np.testing.assert_array_equal(before, after)
    np.testing.assert_allclose(before, encoder.encode(texts), atol=1e-5)


def test_vectors_come_in_the_order_of_the_texts(encoder: Encoder, tmp_path: Path) -> None:
    listening = Listening(encoder)
    cached = CachedEncoder(listening, tmp_path)
    one, two, again = cached.encode(["one", "two", "one"])

    assert listening.asked == [["one", "two"]]
    np.testing.assert_array_equal(one, again)
    assert not np.allclose(one, two)
    np.testing.assert_array_equal(cached.encode(["two", "one"]), np.stack([two, one]))


def test_each_encoder_has_its_own_file(encoder: Encoder, tmp_path: Path) -> None:
    CachedEncoder(encoder, tmp_path).encode(["one"])
    other = Listening(encoder, "another/model")
    cached = CachedEncoder(other, tmp_path)
    cached.encode(["one"])

    assert cached.name == "another/model"
    assert other.asked == [["one"]]
    assert len(list(tmp_path.iterdir())) == 2


def test_the_folder_is_made_where_there_is_none(encoder: Encoder, tmp_path: Path) -> None:
    CachedEncoder(encoder, tmp_path / "var" / "deep").encode(["one"])
    assert len(list((tmp_path / "var" / "deep").glob("vectors-*.npz"))) == 1


def test_writers_that_know_nothing_of_each_other_leave_a_whole_file(encoder: Encoder, tmp_path: Path) -> None:
    first, second = CachedEncoder(encoder, tmp_path), CachedEncoder(encoder, tmp_path)
    first.encode(["one", "two"])
    second.encode(["three"])

    listening = Listening(encoder)
    CachedEncoder(listening, tmp_path).encode(["three"])
    assert listening.asked == []
    np.testing.assert_array_equal(first.encode(["two"]), first.encode(["one", "two"])[1:])


_WRITER = """
import sys
from pathlib import Path
import numpy as np
from knowledge.encoder_cache import CachedEncoder

class Lengths:
    name = "lengths"
    def encode(self, texts):
        return np.asarray([[len(text)] * 512 for text in texts], dtype=np.float32)

folder, letter = Path(sys.argv[1]), sys.argv[2]
cached = CachedEncoder(Lengths(), folder)
for length in range(1, 61):
    cached.encode([letter * length])
"""


class Lengths:
    name = "lengths"

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        return np.asarray([[len(text)] * 512 for text in texts], dtype=np.float32)


def test_the_file_is_whole_at_every_moment_while_two_processes_write(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path), letter], cwd=_PROJECT)
        for letter in "ab"
    ]
    reads = 0
    while any(writer.poll() is None for writer in writers):
        cached = CachedEncoder(Lengths(), tmp_path)  # reads the whole file
        reads += 1

    cached = CachedEncoder(Lengths(), tmp_path)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert reads > 0
    lengths = {text: float(vector[0]) for text, vector in cached._known.items()}
    assert lengths == {text: len(text) for text in lengths}
    assert len(lengths) == 120  # neither has written over what the other knew
    assert [path.name for path in tmp_path.iterdir()] == [cached._path.name]


class Slow(Lengths):
    """Tells that it was asked, and then waits to be let go."""

    def __init__(self) -> None:
        self.asked, self.go = threading.Event(), threading.Event()

    def encode(self, texts: Sequence[str]) -> FloatMatrix:
        self.asked.set()
        assert self.go.wait(10)
        return super().encode(texts)


def test_what_is_being_encoded_is_waited_for_and_not_encoded_again(tmp_path: Path) -> None:
    first, second = Slow(), Slow()
    second.go.set()
    threads = [
        threading.Thread(target=CachedEncoder(slow, tmp_path).encode, args=(["one", "two"],))
        for slow in (first, second)
    ]
    threads[0].start()
    assert first.asked.wait(10)
    threads[1].start()

    assert not second.asked.wait(0.2)
    first.go.set()
    for thread in threads:
        thread.join(10)
    assert not second.asked.is_set()

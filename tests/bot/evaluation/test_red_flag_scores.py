"""Scoring what the detector says of held-out messages."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from bot.evaluation.red_flags import MESSAGES as MESSAGES_FOLDER
from bot.evaluation.red_flags import Message, read_messages, report, run, score
from knowledge.language import Language
from knowledge.source_file import SourceError

MESSAGES = [
    Message("chest-pain", "my chest hurts"),
    Message("stroke", "half his face hangs"),
    Message("none", "my back hurts"),
    Message("none", "my chest hurt years ago"),
]


def test_shares_are_of_the_red_flags_and_of_the_harmless_ones() -> None:
    said = {"my chest hurts": "chest-pain", "half his face hangs": "fainting", "my back hurts": None}
    scores = score(MESSAGES, lambda text: said.get(text, "chest-pain"))

    assert (scores.dangerous, scores.harmless) == (2, 2)
    assert (scores.recall, scores.false_alarms, scores.named) == (1.0, 0.5, 0.5)
    assert not scores.is_reached


@pytest.mark.parametrize(("missed", "alarms", "reached"), [(1, 5, True), (2, 5, False), (1, 6, False)])
def test_the_goal_is_99_and_5_per_cent(missed: int, alarms: int, reached: bool) -> None:
    dangerous = [Message("stroke", f"stroke {number}") for number in range(100)]
    harmless = [Message("none", f"none {number}") for number in range(100)]
    noticed = {message.text for message in (*dangerous[missed:], *harmless[:alarms])}

    found = score([*dangerous, *harmless], lambda text: "stroke" if text in noticed else None)

    assert found.is_reached is reached
    assert ("goal" in "\n".join(report({Language.NL: found}))) is not reached


def test_all_files_of_a_language_are_read(tmp_path: Path) -> None:
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "nl.txt").write_text(f"none\t{folder}\n", encoding="utf-8")

    assert list(read_messages(tmp_path, Language.NL)) == [Message("none", "first"), Message("none", "second")]


@pytest.mark.parametrize("line", ["no label", "hiccups\tmy text", "stroke\t ", "\tmy text", ""])
def test_a_line_that_says_nothing_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "en.txt").write_text(f"none\tmy back\n{line}\n", encoding="utf-8")

    with pytest.raises(SourceError, match=r"en\.txt.*2"):
        list(read_messages(tmp_path, Language.EN))


def test_a_language_without_messages_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="zh-Hant"):
        list(read_messages(tmp_path, Language.ZH_HANT))


def test_without_a_trained_detector_it_says_how_to_train_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MERIDIAN_VAR", str(tmp_path))

    assert run(argparse.Namespace(messages=MESSAGES_FOLDER)) == 2

    error = capsys.readouterr().err
    assert "red-flags.npz" in error
    assert "train first: make train" in error

"""The files of the red flags are checked, and an error names file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.safety.advice import read_advice
from bot.safety.lexicon import Lexicon
from bot.safety.red_flag import ALL_CLEAR, NONE, Level, read_red_flags, read_sentences
from knowledge.clinic import read_clinic
from knowledge.language import Language
from knowledge.source_file import SourceError
from knowledge.topic_file import KNOWLEDGE


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_flag_has_a_level_and_sentences_in_every_language(folder: Path) -> None:
    flags = read_red_flags(folder)
    sentences = read_sentences(flags, folder)

    assert {flag.level for flag in flags.values()} == set(Level)
    for language in Language:
        for label in (*flags, NONE, ALL_CLEAR):
            assert sum(e.label == label and e.language == language for e in sentences) >= 60


def test_an_unknown_level_is_refused(folder: Path) -> None:
    replace(folder / "flags.yml", "chest-pain: {level: now}", "chest-pain: {level: soon}")

    with pytest.raises(SourceError, match=r"flags\.yml, line \d+: 'soon' is no level"):
        read_red_flags(folder)


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "nl" / "stroke.txt").unlink()

    with pytest.raises(SourceError, match=r"stroke\.txt, line 1: the file is missing"):
        read_sentences(read_red_flags(folder), folder)


def test_a_file_of_no_flag_is_refused(folder: Path) -> None:
    (folder / "en" / "hiccups.txt").write_text("hic\n")

    with pytest.raises(SourceError, match="'hiccups' is no red flag"):
        read_sentences(read_red_flags(folder), folder)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\n\n", "no sentence"), (b"\xff\xfe", "not UTF-8"), (b"a" * 2_001, "longer than a message")],
)
def test_sentences_that_cannot_be_used_are_refused(folder: Path, content: bytes, reason: str) -> None:
    (folder / "en" / "stroke.txt").write_bytes(content)

    with pytest.raises(SourceError, match=reason):
        read_sentences(read_red_flags(folder), folder)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("  stroke:", "  strokes:", "'strokes' is no red flag"),
        ("cues:", "clues:", "the key 'cues' is missing"),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused(folder: Path, old: str, new: str, reason: str) -> None:
    replace(folder / "en" / "lexicon.yml", old, new)

    with pytest.raises(SourceError, match=reason):
        Lexicon(read_red_flags(folder), folder)


def test_a_rule_of_an_unknown_concept_is_refused(folder: Path) -> None:
    with (folder / "nl" / "lexicon.yml").open("a", encoding="utf-8") as file:
        file.write("\n")
    replace(folder / "nl" / "lexicon.yml", "signs:\n", "signs:\n  stroke: [[no_such_concept]]\n")

    with pytest.raises(SourceError, match=r"no_such_concept|stands here a second time"):
        Lexicon(read_red_flags(folder), folder)


def test_a_flag_without_a_text_is_refused(folder: Path) -> None:
    flags = read_red_flags(folder)

    with pytest.raises(SourceError, match="the key 'hiccups' is missing"):
        read_advice(read_clinic(KNOWLEDGE / "clinic.yml"), [*flags, "hiccups"], folder)

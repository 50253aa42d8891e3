"""The files of ``data/when``: what cannot be used is told with file, line and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.booking.when.judge.phrases import WHEN_DATA, read_circumstances, read_phrases
from knowledge.language import Language
from knowledge.source_file import SourceError
from tests.bot.booking.when_reader import NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of data/when."""
    return Path(shutil.copytree(WHEN_DATA, tmp_path / "when"))


def test_every_language_has_its_phrases():
    languages = [phrase.language for phrase in read_phrases()]

    assert all(languages.count(language) > 800 for language in Language)


def test_the_labels_hold_for_the_moment_of_the_other_phrases():
    assert read_circumstances().now == NOW


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("tomorrow at 3\tsoon", "'soon' is no day, time, part, none or ask"),
        ("tomorrow at 3", "'tomorrow at 3' is no day, time, part, none or ask"),
        ("\t2026-11-24", "expected a phrase, a tab and what it asks for"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(folder, line, reason):
    (folder / "nl" / "mine.txt").write_text(f"morgen\t2026-11-24\n{line}\n", encoding="utf-8")

    with pytest.raises(SourceError) as caught:
        read_phrases(folder)

    assert (caught.value.path.name, caught.value.line) == ("mine.txt", 2)
    assert reason in str(caught.value)


def test_a_language_without_phrases_is_named(folder):
    shutil.rmtree(folder / "zh-Hans")

    with pytest.raises(SourceError, match="zh-Hans"):
        read_phrases(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [("09:30", "half past nine"), ("Asia/Hong_Kong", "Asia/Nowhere"), ("HK", "Atlantis"), ("closed", "shut")],
)
def test_circumstances_that_cannot_be_used_are_named(folder, old, new):
    path = folder / "circumstances.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    with pytest.raises(SourceError, match=r"circumstances\.yml, line \d+"):
        read_circumstances(folder)

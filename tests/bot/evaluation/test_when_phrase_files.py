"""The files of when-phrases, and what their labels say."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from bot.booking.when import Part
from bot.booking.when.labelled import Expected, read_expected
from bot.evaluation.when.command import PHRASES
from bot.evaluation.when.phrases import read_openings, read_phrases, read_sets
from knowledge.language import Language
from knowledge.source_file import SourceError

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("2026-11-24 16:00", Expected("2026-11-24 16:00", date=DAY, time=time(16))),
        ("2026-11-24", Expected("2026-11-24", date=DAY)),
        ("16:00", Expected("16:00", time=time(16))),
        (
            "2026-11-24 afternoon",
            Expected("2026-11-24 afternoon", date=DAY, part=Part.AFTERNOON),
        ),
        ("afternoon", Expected("afternoon", part=Part.AFTERNOON)),
    ],
)
def test_a_label_names_day_time_or_part(label: str, expected: Expected) -> None:
    assert read_expected(label) == expected


def test_a_label_says_that_nothing_is_asked_for_or_that_the_clinic_asks() -> None:
    assert read_expected("none").is_none
    assert read_expected("ask").asks
    assert not read_expected("16:00").is_none
    assert not read_expected("16:00").asks


@pytest.mark.parametrize("line", ["tomorrow", "tomorrow\tsoon", "tomorrow\t2026-13-01", " \tnone", ""])
def test_a_line_that_says_nothing_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "en.txt").write_text(f"tomorrow\t2026-11-24\n{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"en\.txt, line 2"):
        read_phrases(tmp_path, Language.EN)


def test_a_folder_may_be_one_set_or_hold_several(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        for language in Language:
            (tmp_path / name / f"{language}.txt").write_text(f"{name}\tnone\n", encoding="utf-8")

    assert {name: len(languages) for name, languages in read_sets(tmp_path).items()} == {
        "first": len(Language),
        "second": len(Language),
    }
    assert list(read_sets(tmp_path / "second")) == ["second"]


def test_a_language_without_phrases_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("hello\tnone\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"nl\.txt, line 1: the file cannot be read"):
        read_sets(tmp_path)


def test_a_folder_without_phrases_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"there is no en\.txt below"):
        read_sets(tmp_path)


def test_the_projects_own_phrases_can_be_used() -> None:
    assert {"first", "second"} <= set(read_sets(PHRASES))
    assert read_openings(PHRASES / "openings.yml").keys() == set(Language)

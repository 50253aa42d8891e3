"""The plainest complaints are harmless, many, and the same each time; their file is checked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from bot.safety.complaints import plain_complaints, read_complaints
from bot.safety.detector import Detector
from bot.safety.red_flag import NONE
from knowledge.language import Language
from knowledge.source_file import SourceError


def test_there_are_hundreds_in_each_language_and_none_twice() -> None:
    found = plain_complaints()

    assert len(found) == len(set(found))
    assert {example.label for example in found} == {NONE}
    assert all(count > 600 for count in Counter(example.language for example in found).values())
    assert not any("{" in example.text for example in found)


def test_they_are_the_same_each_time() -> None:
    assert plain_complaints() == plain_complaints()


@pytest.mark.parametrize("complaints", read_complaints(), ids=lambda each: str(each.language))
def test_every_statement_and_onset_comes_up(complaints) -> None:
    said = " ".join(example.text for example in complaints.draw(4000, Random(7)))

    assert all(onset in said for onset in complaints.onsets)
    assert all(part in said for part in complaints.parts)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("my {part} hurts", "my {limb} hurts", "{part}"),
        ("my {part} hurts", "my {part hurts", "{part}"),
        ("nl:", "de:", "nl"),
        ("  onsets:", "  offsets:", "onsets"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_place(
    folder: Path, old: str, new: str, reason: str
) -> None:
    path = folder / "complaints.yml"
    path.write_text(path.read_text().replace(old, new, 1))

    with pytest.raises(SourceError, match=r"complaints\.yml, line \d+: ") as refused:
        read_complaints(folder)
    assert reason in str(refused.value)


@pytest.mark.parametrize("language", Language)
def test_an_onset_alone_raises_no_alarm(detector: Detector, language: Language) -> None:
    texts = [example.text for example in plain_complaints() if example.language is language][:200]

    alarms = [text for text in texts if detector.detect(text)]
    assert len(alarms) <= 10, alarms

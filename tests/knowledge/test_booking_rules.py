"""How the clinic's profile says how appointments are taken, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.booking_rules import BookingRules
from knowledge.catalogue import Catalogue
from knowledge.clinic import read_clinic
from knowledge.source_file import SourceError

_FILE = Path(__file__).parent / "small_clinic" / "knowledge" / "clinic.yml"


def profile(folder: Path, rules: str) -> Path:
    path = folder / "clinic.yml"
    path.write_text(_FILE.read_text(encoding="utf-8") + rules, encoding="utf-8")
    return path


def test_a_profile_that_says_nothing_has_the_usual_rules() -> None:
    assert read_clinic(_FILE).booking == BookingRules(("practitioner",), 0, 120, 90)


def test_the_real_profile_has_the_usual_rules(catalogue: Catalogue) -> None:
    assert catalogue.clinic.booking == BookingRules()


def test_rules_are_read(tmp_path: Path) -> None:
    rules = (
        "booking: {practitioners: [dr-chan, wong], buffer_minutes: 10, notice_minutes: 0, days_ahead: 30}\n"
    )

    assert read_clinic(profile(tmp_path, rules)).booking == BookingRules(("dr-chan", "wong"), 10, 0, 30)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("notice: 60", "the key 'notice' is unknown; expected one of practitioners,"),
        ("practitioners: []", "expected at least one practitioner"),
        ("practitioners: [Dr Chan]", "'Dr Chan' is no practitioner's id"),
        ("practitioners: [a" + "b" * 32 + "]", "is no practitioner's id"),
        ("practitioners: [chan, chan]", "the practitioner 'chan' stands here a second time"),
        ("practitioners: chan", "expected a list"),
        ("buffer_minutes: -5", "expected a whole number, 0 to 240"),
        ("buffer_minutes: 241", "expected a whole number, 0 to 240"),
        ("notice_minutes: two hours", "expected a whole number, 0 to 20160"),
        ("days_ahead: 0", "expected a whole number, 1 to 730"),
        ("days_ahead: " + "9" * 5000, "expected a whole number, 1 to 730"),
    ],
)
def test_a_rule_that_cannot_be_used_is_named_with_its_line(tmp_path: Path, rule: str, reason: str) -> None:
    path = profile(tmp_path, f"booking:\n  {rule}\n")

    with pytest.raises(SourceError) as caught:
        read_clinic(path)
    assert reason in caught.value.reason
    assert (caught.value.path, caught.value.line) == (path, len(path.read_text().splitlines()))

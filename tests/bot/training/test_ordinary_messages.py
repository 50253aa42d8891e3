"""Booking talk is learnt as harmless, so that naming a day raises no alarm."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.booking.when.judge.phrases import WHEN_DATA, read_phrases
from bot.safety.learning import fingerprint
from bot.safety.red_flag import NONE
from bot.training.ordinary_messages import booking_messages, ordinary_messages


def test_every_message_with_a_day_or_time_is_learnt_as_harmless() -> None:
    known = {(each.text, each.language) for each in ordinary_messages() if each.label == NONE}

    assert {(phrase.text, phrase.language) for phrase in read_phrases()} <= known


def test_another_message_with_a_day_makes_red_flags_learn_anew(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(WHEN_DATA, tmp_path / "when"))
    before = fingerprint(booking_messages(folder))
    (folder / "en" / "more.txt").write_text("let's say the 7th then\t2026-12-07\n", encoding="utf-8")

    assert fingerprint(booking_messages(folder)) != before

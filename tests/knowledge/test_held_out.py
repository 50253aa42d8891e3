"""Which examples are held out does not hang on those beside them."""

from __future__ import annotations

from knowledge.held_out import split

TEXTS = [f"question {number}" for number in range(400)]


def test_every_text_is_either_learnt_or_held_out_and_about_one_of_so_many_is_held() -> None:
    seen, held = split(TEXTS, 8)

    assert sorted([*seen, *held]) == list(range(len(TEXTS)))
    assert 30 <= len(held) <= 70


def test_a_text_stays_on_its_side_when_others_come_before_it() -> None:
    _, held = split(TEXTS, 8)
    _, later = split(["another one", "and another", *TEXTS], 8)

    assert [place - 2 for place in later if place >= 2] == held

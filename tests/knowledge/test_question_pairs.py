"""Where a message may fall into two questions."""

from __future__ import annotations

import pytest

from knowledge.question_pairs import question_pairs


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("What does it cost and where are you", ("What does it cost", "where are you")),
        ("Two things: what is gua sha, and how do I reach you?", None),
        (
            "Wat kost het, en tot hoe laat zijn jullie open?",
            ("Wat kost het", "tot hoe laat zijn jullie open?"),
        ),
        ("收費係點㗎？仲有你哋喺邊", ("收費係點㗎？", "你哋喺邊")),
        ("收费多少 地址在哪", ("收费多少", "地址在哪")),
    ],
)
def test_a_cut_leaves_a_question_on_both_sides(text: str, pair: tuple[str, str] | None) -> None:
    pairs = question_pairs(text)
    assert pairs if pair is None else pair in pairs


@pytest.mark.parametrize(
    "text",
    [
        "My shoulders ache and my neck hurts. How long until it passes?",
        "Ik zit de hele dag. Mijn rug doet pijn. Hoe komt dat?",
        "我成日坐喺度，條腰好攰，點解會咁？",
        "我每天坐很久，腰很酸，为什么会这样？",
        "acupuncture",
        "",
    ],
)
def test_a_story_before_one_question_is_not_cut(text: str) -> None:
    assert question_pairs(text) == []


def test_no_more_cuts_are_tried_than_can_be_ranked_in_time() -> None:
    assert len(question_pairs("what is it? " * 100)) <= 4

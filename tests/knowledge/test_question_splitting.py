"""Two questions in one message are told apart; one question, or a story with one, stays whole."""

from __future__ import annotations

import pytest

from knowledge.question_splitter import split_questions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Is it safe? How long does it take?", ["Is it safe?", "How long does it take?"]),
        ("How long does it take and does it hurt?", ["How long does it take", "does it hurt?"]),
        ("Is it safe, and also how long does it take", ["Is it safe", "how long does it take"]),
        ("what is cupping, where are you", ["what is cupping", "where are you"]),
        ("Is het veilig? Hoelang duurt het?", ["Is het veilig?", "Hoelang duurt het?"]),
        ("Hoelang duurt het en doet het pijn?", ["Hoelang duurt het", "doet het pijn?"]),
        (
            "Hoelang duurt een sessie en doen de naalden pijn?",
            ["Hoelang duurt een sessie", "doen de naalden pijn?"],
        ),
        ("Wat is cupping en verder waar zit u", ["Wat is cupping", "waar zit u"]),
        ("針灸安全嗎？要做多久？", ["針灸安全嗎？", "要做多久？"]),
        ("痛唔痛？做一次要幾耐？", ["痛唔痛？", "做一次要幾耐？"]),
        ("針灸安全嗎，同埋點樣去診所？", ["針灸安全嗎", "點樣去診所？"]),
        ("针灸安全吗？一次要多久？", ["针灸安全吗？", "一次要多久？"]),
        ("针灸安全吗，还有多少钱？", ["针灸安全吗", "多少钱？"]),
        ("疼不疼？要扎多久？", ["疼不疼？", "要扎多久？"]),
    ],
)
def test_two_questions_are_told_apart(text: str, parts: list[str]) -> None:
    assert split_questions(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "How long does a session take?",
        "I fell off my bike last week. My back has been stiff since then. Does acupuncture help?",
        "Do you treat neck and back pain?",
        "back pain",
        "Hoelang duurt een sessie?",
        "Ik ben vorige week gevallen. Mijn rug is stijf. Helpt acupunctuur?",
        "Behandelt u rug en nek?",
        "rugpijn",
        "一次療程要多久？",
        "我上星期跌親。之後條腰好硬。針灸有冇用？",
        "腰痛",
        "一次治疗要多久？",
        "我上周摔了一跤。后来腰一直很硬。针灸有用吗？",
        "腰疼",
        "",
        "???",
        "。！\n\n",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert len(split_questions(text)) < 2


@pytest.mark.parametrize("mark", ["?", "？", "?\n", "??"])
def test_the_kind_of_question_mark_does_not_matter(mark: str) -> None:
    assert len(split_questions(f"Is it safe{mark} Does it hurt{mark}")) == 2

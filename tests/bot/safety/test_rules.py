"""What the rules find in a clause, and what makes it doubtful."""

from __future__ import annotations

import pytest

from bot.safety.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("I have a crushing pain in my chest", "chest-pain"),
        ("ik heb pijn op de borst", "chest-pain"),
        ("我心口好痛", "chest-pain"),
        ("我胸口很痛", "chest-pain"),
        ("I want to kill myself", "suicide"),
        ("ik wil dood", "suicide"),
        ("我想死", "suicide"),
    ],
)
def test_a_sign_is_named_plainly(lexicon: Lexicon, text: str, flag: str) -> None:
    assert flag in lexicon.find(text).plain


@pytest.mark.parametrize(
    "text",
    [
        "I have a PAIN in my CHEST",
        "Ｉ ｈａｖｅ ａ ｐａｉｎ ｉｎ ｍｙ ｃｈｅｓｔ",
        "i have a pain  in my\nchest!!",
    ],
)
def test_case_width_and_spaces_do_not_matter(lexicon: Lexicon, text: str) -> None:
    assert "chest-pain" in lexicon.find(text).plain


def test_a_cue_in_the_same_clause_makes_a_sign_doubtful(lexicon: Lexicon) -> None:
    found = lexicon.find("I have no pain in my chest")

    assert "chest-pain" in found.doubtful
    assert "chest-pain" not in found.plain
    assert "negation" in found.cues


def test_a_cue_in_another_clause_leaves_it_plain(lexicon: Lexicon) -> None:
    assert "chest-pain" in lexicon.find("no fever, I have a pain in my chest").plain


@pytest.mark.parametrize("text", ["", "   ", "how long is a session?", "12:30", "🙂"])
def test_ordinary_messages_name_nothing(lexicon: Lexicon, text: str) -> None:
    assert not lexicon.find(text).plain

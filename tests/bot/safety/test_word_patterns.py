"""Words in their order; what a negation stands before is another word."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.safety.word_patterns import WordPatterns
from knowledge.source_file import SourceError


@pytest.mark.parametrize(
    ("text", "plain", "negated"),
    [
        ("I have fever", "fever", None),
        ("I have no fever", None, "fever"),
        ("no pain, but fever since today", "fever", "pain"),
        ("geen koorts. wel pijn", "pijn", "koorts"),
        ("ik heb niet echt koorts maar pijn", "pijn", "koorts"),
        ("冇發燒但係腳痺", "脚", "烧"),
        ("没有发烧，腿麻", "腿", "烧"),
        ("不發燒不過腳痛", "脚", "烧"),
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause(
    patterns: WordPatterns, text: str, plain: str | None, negated: str | None
) -> None:
    found = set(patterns.words(text))

    if plain:
        assert plain in found
        assert f"¬{plain}" not in found
    if negated:
        assert f"¬{negated}" in found
        assert negated not in found


def test_it_does_not_reach_for_ever(patterns: WordPatterns) -> None:
    found = patterns.words("not " + "and ".join(f"w{number} " for number in range(30)) + "fever")

    assert "¬w1" in found
    assert "fever" in found


def test_both_scripts_and_both_cases_are_one(patterns: WordPatterns) -> None:
    assert patterns.words("我條腿發麻") == patterns.words("我条腿发麻")
    assert patterns.words("CHEST Pain") == patterns.words("chest pain")
    assert patterns.words("ＣＨＥＳＴ　ｐａｉｎ") == patterns.words("chest pain")


def test_a_question_is_told_from_a_statement(patterns: WordPatterns) -> None:
    assert patterns.words("is it fever?") != patterns.words("is it fever.")


def test_a_file_without_negations_is_refused(folder: Path) -> None:
    (folder / "negations.yml").write_text("turns: {en: [but]}\n")

    with pytest.raises(SourceError, match="negations"):
        WordPatterns.read(folder)

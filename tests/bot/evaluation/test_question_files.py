from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.questions import Question, read_question_file, read_questions
from knowledge.language import Language
from knowledge.source_file import SourceError

TOPICS = {"session/length"}


def read(folder: Path, content: str, language: Language = Language.EN) -> list[Question]:
    (folder / f"{language}.txt").write_text(content, encoding="utf-8")
    return read_question_file(folder, language, TOPICS)


def test_questions_carry_topic_manner_and_language(tmp_path: Path) -> None:
    content = "# session/length\nplain| How long?\n\n# out_of_scope\nshort|weather | tomorrow\n"
    assert read(tmp_path, content) == [
        Question("How long?", Language.EN, "plain", "session/length"),
        Question("weather | tomorrow", Language.EN, "short", None),
    ]


def test_all_four_languages_are_read(questions_folder: Path) -> None:
    questions = read_questions(questions_folder, TOPICS)
    assert {language: len(listed) for language, listed in questions.items()} == dict.fromkeys(Language, 2)


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", 1, "there is no question"),
        ("plain| too early", 1, "before the first"),
        ("# session/lenght\nplain| a", 1, "'session/lenght' is neither a topic"),
        ("# session/length\n\nno bar", 3, "expected 'manner| question'"),
        ("# session/length\nloud| a", 2, "manner 'loud' is unknown"),
        ("# session/length\nplain|  ", 2, "has 0 characters"),
        ("# session/length\nplain| " + "a" * 2_001, 2, "has 2001 characters"),
        ("# session/length\nplain| a\nshort| a", 3, "the same question stands on line 2"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, content: str, line: int, reason: str) -> None:
    with pytest.raises(SourceError, match=f"^en.txt, line {line}: .*") as caught:
        read(tmp_path, content)
    assert reason in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^nl\.txt, line 1: the file cannot be read"):
        read_question_file(tmp_path, Language.NL, TOPICS)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_bytes(b"# session/length\nplain| caf\xe9")
    with pytest.raises(SourceError, match=r"^en\.txt, line 1: the file is not UTF-8"):
        read_question_file(tmp_path, Language.EN, TOPICS)


@pytest.mark.parametrize(
    ("language", "text", "is_long"),
    [
        (Language.EN, "back pain", False),
        (Language.EN, "bad back pain", True),
        (Language.ZH_HANT, "背痛呀 doctor please help", False),
        (Language.ZH_HANS, "背疼怎么", True),
    ],
)
def test_three_words_or_four_characters_are_long(language: Language, text: str, is_long: bool) -> None:
    assert Question(text, language, "plain", None).is_long is is_long

"""Reading the held-out questions, one file a language: ``tests/evaluation/<language>.txt``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from knowledge.language import Language
from knowledge.source_file import SourceError, read_text
from knowledge.topic import MANNERS

OUT_OF_SCOPE: Final = "out_of_scope"
_MAX_LENGTH: Final = 2_000  # of the chat API
_MIN_WORDS: Final = 3
_MIN_HAN: Final = 4
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True)
class Question:
    """A held-out message; ``topic`` is the one that answers it, None when it is out of scope."""

    text: str
    language: Language
    manner: str
    topic: str | None

    @property
    def is_long(self) -> bool:
        """Whether it has the three words or four Chinese characters that tell its language."""
        if self.language.is_chinese:
            return len(_HAN.findall(self.text)) >= _MIN_HAN
        return len(self.text.split()) >= _MIN_WORDS


def read_questions(folder: Path, topics: Collection[str]) -> dict[Language, list[Question]]:
    """The held-out questions of all languages.

    Raises:
        SourceError: with file, line and reason, when a file cannot be used.
    """
    return {language: read_question_file(folder, language, topics) for language in Language}


def read_question_file(folder: Path, language: Language, topics: Collection[str]) -> list[Question]:
    """The held-out questions of one language.

    Raises:
        SourceError: with file, line and reason, when the file cannot be used.
    """
    path = folder / f"{language}.txt"
    questions = list(_QuestionFile(path, language, topics).questions())
    if not questions:
        raise SourceError(path, 1, "there is no question in this file")
    return questions


@dataclass(frozen=True)
class _QuestionFile:
    path: Path
    language: Language
    topics: Collection[str]

    def questions(self) -> Iterator[Question]:
        first_lines: dict[str, int] = {}
        heading: str | None = None
        for number, line in _filled_lines(self.path):
            if line.startswith("#"):
                heading = self._heading(line, number)
                continue
            question = self._question(line, number, heading)
            if first := first_lines.get(question.text):
                raise self._error(number, f"the same question stands on line {first}")
            first_lines[question.text] = number
            yield question

    def _heading(self, line: str, number: int) -> str:
        heading = line.removeprefix("#").strip()
        if heading != OUT_OF_SCOPE and heading not in self.topics:
            raise self._error(number, f"'{heading}' is neither a topic nor '{OUT_OF_SCOPE}'")
        return heading

    def _question(self, line: str, number: int, heading: str | None) -> Question:
        manner, bar, text = (part.strip() for part in line.partition("|"))
        if heading is None:
            raise self._error(number, "a question stands before the first '# topic' line")
        if not bar:
            raise self._error(number, "expected 'manner| question'")
        if manner not in MANNERS:
            raise self._error(number, f"manner '{manner}' is unknown; expected {', '.join(MANNERS)}")
        if not 1 <= len(text) <= _MAX_LENGTH:
            raise self._error(number, f"the question has {len(text)} characters; expected 1 to 2,000")
        return Question(text, self.language, manner, None if heading == OUT_OF_SCOPE else heading)

    def _error(self, number: int, reason: str) -> SourceError:
        return SourceError(self.path, number, reason)


def _filled_lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        lines = read_text(path).split("\n")
    except OSError as error:
        raise SourceError(path, 1, f"the file cannot be read: {error.strerror}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, line.strip()

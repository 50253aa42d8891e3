"""A message as the judges of its language read it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from bot.content import read_content

_WORDS: Final = Path(__file__).with_name("neutral.yml")
_LENGTH: Final = 600
_ADDRESSES: Final = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|@\w+")
_SPACE: Final = re.compile(r"\s+")
_SENTENCE_END: Final = re.compile(r"[?!。]+|\.\s")
# The name of one who introduces himself says nothing of the language: it may come from anywhere.
_INTRODUCED: Final = re.compile(
    r"\b((?i:i['’]?m|i am|my name is|name is|this is|ik ben|ik heet|mijn naam is|naam is))"
    r"((?: +(?:[A-ZÀ-Þ][\w'’-]*|de|van|der|den))+)"
)
_LETTERS: Final = "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ"
_WORD: Final = re.compile(rf"'?[{_LETTERS}]+(?:'[{_LETTERS}]+)*")
# The letters of "a.s." and "p.m." are no words.
_ABBREVIATION: Final = re.compile(rf"(?<![{_LETTERS}])(?:[{_LETTERS}]\.){{2,}}")


@dataclass(frozen=True)
class Message:
    """The start of a message in lower case, without what says nothing about its language.

    ``text`` and ``words`` leave out names and addresses; ``length`` counts all words in Latin letters.
    """

    text: str
    words: tuple[str, ...]
    length: int

    @property
    def last_sentence(self) -> str:
        """The last sentence of several; empty where there is only one."""
        sentences = [sentence for sentence in _SENTENCE_END.split(self.text) if sentence.strip()]
        return sentences[-1] if len(sentences) > 1 else ""

    @classmethod
    def read(cls, original: str) -> Message:
        """Read a message as someone typed it."""
        folded = _folded(_INTRODUCED.sub(r"\1", original[:_LENGTH]))
        text = _names().sub(" ", folded)
        return cls(text, telling_words(text), len(_WORD.findall(folded)))


def telling_words(text: str) -> tuple[str, ...]:
    """The words in Latin letters of a text in lower case, without the neutral ones."""
    neutral = _neutral_words()
    spelled_out = _ABBREVIATION.sub(" ", text)
    return tuple(word for word in _WORD.findall(spelled_out) if word not in neutral)


def _folded(text: str) -> str:
    lower = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    visible = "".join(character for character in lower if unicodedata.category(character) != "Cf")
    return _SPACE.sub(" ", _ADDRESSES.sub(" ", visible)).strip()


@cache
def _neutral_words() -> frozenset[str]:
    return frozenset(read_content(_WORDS)["words"].split())


@cache
def _names() -> re.Pattern[str]:
    content = read_content(_WORDS)
    latin = "|".join(map(re.escape, content["names"]))
    chinese = "|".join(map(re.escape, content["chinese_names"]))
    return re.compile(rf"(?<![{_LETTERS}])(?:{latin})(?![{_LETTERS}])|{chinese}")

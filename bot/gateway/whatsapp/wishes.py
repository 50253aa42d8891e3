"""STOP and START, in all four languages."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from bot.content import read_content
from knowledge.language import Language

_WORDS: Final = Path(__file__).with_name("wishes.yml")
_BESIDE_WORDS: Final = re.compile(r"[\W_]+")


class Wish(StrEnum):
    """Whether someone wants messages of this number."""

    STOP = "stop"
    START = "start"


def wish_of(text: str) -> Wish | None:
    """What a message wishes that says nothing else."""
    return next((wish for wish in Wish if _folded(text) in _words()[wish]), None)


def language_of_wish(text: str) -> Language | None:
    """The language of such a message; None when its words belong to several."""
    folded = _folded(text)
    spoken = {language for words in _words().values() for language in words.get(folded, ())}
    return spoken.pop() if len(spoken) == 1 else None


def _folded(text: str) -> str:
    return _BESIDE_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


@cache
def _words() -> dict[Wish, dict[str, set[Language]]]:
    content = read_content(_WORDS)
    words: dict[Wish, dict[str, set[Language]]] = {wish: {} for wish in Wish}
    for wish in Wish:
        for language in Language:
            for word in content[wish][language]:
                words[wish].setdefault(_folded(word), set()).add(language)
    return words

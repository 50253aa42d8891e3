"""Chinese: how much of a message it carries, and in which of its two scripts it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import hanzidentifier

from bot.content import read_content
from bot.language.script import han_characters
from knowledge.language import Language

_WORDS: Final = Path(__file__).with_name("chinese.yml")
_CONTENT_WEIGHT: Final = 0.25


class Chinese:
    """What the Chinese characters of a message say."""

    def __init__(self) -> None:
        content = read_content(_WORDS)
        self._shared = frozenset(content["shared"])
        self._cantonese = frozenset(content["cantonese"])
        self._grammar = frozenset(content["grammar"].split())
        self._simplified = _any_of(content["simplified"])
        self._traditional = _any_of(content["traditional"])
        self._mainland = _any_of(content["mainland"].split())

    def weight(self, text: str) -> float:
        """How much of a text Chinese carries; grammar words carry most."""
        characters = han_characters(text)
        grammar = sum(character in self._grammar for character in characters)
        return grammar + _CONTENT_WEIGHT * (len(characters) - grammar)

    def written(self, text: str) -> Language | None:
        """The script of a text; None where all its characters are the same in both."""
        kinds = [_kind(character) for character in han_characters(text) if character not in self._shared]
        simplified = kinds.count(hanzidentifier.SIMPLIFIED) + len(self._simplified.findall(text))
        traditional = kinds.count(hanzidentifier.TRADITIONAL) + len(self._traditional.findall(text))
        if simplified != traditional:
            return Language.ZH_HANS if simplified > traditional else Language.ZH_HANT
        return None if self._cantonese.isdisjoint(text) else Language.ZH_HANT

    def likely(self, text: str) -> Language:
        """The likelier script where nothing tells it: Traditional, but for words of the mainland."""
        return Language.ZH_HANS if self._mainland.search(text) else Language.ZH_HANT


@lru_cache(maxsize=4096)
def _kind(character: str) -> int:
    return int(hanzidentifier.identify(character))


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))

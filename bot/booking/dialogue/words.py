"""The word lists of the dialogue, read from the tables beside this file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from bot.content import read_content

_FOLDER: Final = Path(__file__).parent
_LONGEST_ANSWER: Final = 80
_PUNCTUATION: Final = re.compile(r"[\s,.!?;:~…()\"“”，。！？；：、（）「」～]+")


@dataclass(frozen=True)
class Words:
    """One list of words, to be looked for in folded text."""

    latin: Sequence[str]
    chinese: Sequence[str]

    @property
    def pattern(self) -> str:
        """The list as one regular expression."""
        parts = [rf"(?<!\w)(?:{word})(?!\w)" for word in self.latin if not word.startswith("^")]
        parts += [word for word in self.latin if word.startswith("^")]
        return "|".join([*parts, *self.chinese])


@cache
def content(name: str) -> Mapping[str, Any]:
    """One of the tables beside this file."""
    read: Mapping[str, Any] = read_content(_FOLDER / f"{name}.yml")
    return read


@cache
def words(name: str, table: str = "words") -> Words:
    """One list of a table."""
    entry = content(table)[name]
    return Words(tuple(entry.get("latin", ())), tuple(entry.get("chinese", ())))


@cache
def pattern(name: str, table: str = "words") -> re.Pattern[str]:
    """One list of a table, compiled."""
    return re.compile(words(name, table).pattern)


def says(name: str, folded: str) -> bool:
    """Whether a text has a word of a list in it."""
    return pattern(name).search(folded) is not None


def says_only(name: str, folded: str) -> bool:
    """Whether a text has nothing but words of a list in it, and what stands around such words."""
    bare = _PUNCTUATION.sub(" ", folded[: _LONGEST_ANSWER + 1]).strip()
    # Longer is no mere yes, and words that overlap would take for ever to be tried in every way.
    if not bare or len(folded) > _LONGEST_ANSWER:
        return False
    return pattern(name).search(bare) is not None and _only(name).fullmatch(bare) is not None


def opens_with(name: str, folded: str) -> bool:
    """Whether a text begins with a word of a list."""
    return pattern(name).match(_PUNCTUATION.sub(" ", folded).strip()) is not None


@cache
def _only(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{either(words(name), words('fillers'))})\s*)+")


def either(*lists: Words) -> str:
    """Several lists as one regular expression."""
    return "|".join(one.pattern for one in lists)


def joined(parts: Iterable[str]) -> str:
    """Alternatives, longest first, so that none hides a longer one."""
    return "|".join(sorted(parts, key=len, reverse=True))

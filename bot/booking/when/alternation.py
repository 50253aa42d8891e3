"""One pattern for many words, in which words with the same beginning share it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_Branches = dict[str, "_Branches"]
_END = ""


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches each of the words, the longest first.

    It reads as a tree of letters, which a search leaves at the first letter that fits none of the words.
    """
    tree: _Branches = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[_END] = {}
    return _pattern(tree)


def _pattern(tree: _Branches) -> str:
    endings: dict[str, list[str]] = {}
    for letter, branch in tree.items():
        if letter != _END:
            endings.setdefault(_pattern(branch), []).append(letter)
    options = [_letters(letters) + ending for ending, letters in endings.items()]
    if not options:
        return ""
    if len(options) == 1 and _END not in tree:
        return options[0]
    return f"(?:{'|'.join(options)}){'?' if _END in tree else ''}"


def _letters(letters: list[str]) -> str:
    escaped = "".join(map(re.escape, letters))
    return escaped if len(letters) == 1 else f"[{escaped}]"

"""The places at which a message may fall into two questions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from knowledge.source_file import read_yaml

_WORDS: Final = read_yaml(Path(__file__).with_name("question_pairs.yml"))
_MOST: Final = 4
_TRIM: Final = " \t\n,，、;；:：.。!！"


def _any_of(name: str) -> str:
    words = sorted(_WORDS.field(name).text().split("|"), key=len, reverse=True)
    return "|".join(re.escape(word) if ord(word[0]) > 0x3000 else rf"\b{re.escape(word)}\b" for word in words)


_BOUNDARY: Final = re.compile(
    rf"(?<=[?？.。!！;；\n,，])|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|(?:{_any_of('joints')})",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(rf"[?？吗嗎呢]|(\w)[唔不]\1|{_any_of('asking')}", re.IGNORECASE)


def question_pairs(text: str) -> list[tuple[str, str]]:
    """Each way to cut a message in two such that both sides ask something; four at most."""
    pairs: dict[tuple[str, str], None] = {}
    for match in _BOUNDARY.finditer(text):
        left, right = text[: match.start()].strip(_TRIM), text[match.end() :].strip(_TRIM)
        if _ASKS.search(left) and _ASKS.search(right):
            pairs[left, right] = None
    return list(pairs)[:_MOST]

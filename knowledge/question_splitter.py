"""Telling the questions of one message apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from knowledge.source_file import read_yaml

_WORDS: Final = read_yaml(Path(__file__).with_name("question_words.yml"))
_JOINTS: Final = sorted(_WORDS.field("joints").texts(), key=len, reverse=True)
_ASKING: Final = sorted(_WORDS.field("asking").texts(), key=len, reverse=True)
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) if _HAN.search(word) else rf"\b{re.escape(word)}\b" for word in words)


# A question mark ends a question; a joint word before an asking word starts another one.
_BOUNDARY: Final = re.compile(
    rf"(?<=[?？])\s*|[.!。！\n]+\s*|[,，;；]?\s*(?:{_alternatives(_JOINTS)})[,，]?\s*(?=(?:{_alternatives(_ASKING)}))"
    rf"|[,，;；]\s*(?=(?:{_alternatives(_ASKING)}))",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    rf"[?？]\s*$|^(?:{_alternatives(_ASKING)})|(?:[嗎吗呢]|唔[^，。]|不[^，。])[?？]?$", re.IGNORECASE
)


def split_questions(text: str) -> list[str]:
    """The parts of a message that ask something; fewer than two means it asks one thing."""
    parts = [part.strip(" ,，;；") for part in _BOUNDARY.split(text) if part]
    return [part for part in parts if len(part) > 1 and _ASKS.search(part)]

"""Bringing a text into the form in which it is compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import opencc

from knowledge.source_file import read_yaml

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_SPACE: Final = re.compile(r"\s+")
_CANTONESE: Final = Path(__file__).with_name("cantonese.yml")


def normalize(text: str) -> str:
    """One spelling for texts that mean the same.

    Width and case are folded; Cantonese words become standard written Chinese and all Chinese
    becomes Simplified, since the encoder does not know several Cantonese characters.
    """
    folded = _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip().lower()
    return _to_simplified(folded) if _HAN.search(folded) else folded


def _to_simplified(text: str) -> str:
    pattern, words = _cantonese()
    standard = pattern.sub(lambda match: words[match.group()], text)
    return str(_converter().convert(standard))


@cache
def _cantonese() -> tuple[re.Pattern[str], Mapping[str, str]]:
    fields = read_yaml(_CANTONESE).fields()
    words = {word: str(entry.node.value) for word, entry in fields.items()}
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), words


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")

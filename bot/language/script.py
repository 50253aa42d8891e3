"""Which scripts the letters of a message belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_HAN: Final = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA: Final = "\u3041-\u309f\u30a1-\u30fa\u30fd-\u30ff"
_HANGUL: Final = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_EUROPEAN: Final = "\u0370-\u052f\u0531-\u058f\u10a0-\u10ff\u1e9f-\u1fff"
_SEMITIC: Final = "\u0590-\u077f\u08a0-\u08ff\ufb1d-\ufefc"
_INDIC: Final = "\u0780-\u07ff\u0900-\u0dff"
_SOUTH_EAST_ASIAN: Final = "\u0e00-\u109f\u1780-\u17ff"
_OTHERS: Final = "\u1200-\u139f\u1800-\u18af"
_FOREIGN: Final = re.compile(f"[{_KANA}{_HANGUL}{_EUROPEAN}{_SEMITIC}{_INDIC}{_SOUTH_EAST_ASIAN}{_OTHERS}]")
_LEAST_FOREIGN: Final = 3
_HAN_PER_KANA: Final = 3


def han_characters(text: str) -> list[str]:
    """The Chinese characters of a text."""
    return _HAN.findall(text)


def is_in_foreign_script(text: str, latin_words: Sequence[str]) -> bool:
    """Whether a text is mostly in a script that none of the assistant's languages uses."""
    foreign = len(_FOREIGN.findall(text))
    latin = sum(map(len, latin_words))
    han = len(han_characters(text))
    return foreign >= _LEAST_FOREIGN and foreign >= latin and foreign * _HAN_PER_KANA >= han

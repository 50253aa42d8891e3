"""One spelling for a message before it is read."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

import opencc

_LENGTH: Final = 4000
_LINES: Final = re.compile(r"\s*[\n\r\u2028\u2029]+\s*")
_SPACE: Final = re.compile(r"\s+")
_APOSTROPHES: Final = str.maketrans("", "", "'’‘`´ʼ\u200b\u200c\u200d\u200e\u200f\ufeff")
# "Thursday's fine": the day, not its plural.
_SHORTENED: Final = re.compile(r"(?<=day|row)['’]s(?![a-z])", re.IGNORECASE)
_DASHES: Final = str.maketrans("–—−‐‑〜～至", "------~至")
# "Wed@4pm"; an address has letters behind its figures.
_AT_TIME: Final = re.compile(r"(?<=[^\W\d])@(?=\d{1,2}(?:[:.]?\d\d)?(?:[ap]m|h)?(?![\w.-]*[a-z]))")
_OWN_SIGNS: Final = re.compile("[\ue000-\ue00f]")
HAN: Final = re.compile("[\u3007\u3400-\u9fff]")
_DENIAL: Final = re.compile(r"(?<![係系是])(唔係|唔系|不是|不对|不對|不|唔)\s+(?=[\u3400-\u9fff\d])")
_BESIDEHAN: Final = re.compile(r"(?<=[\u3007\u3400-\u9fff]) | (?=[\u3007\u3400-\u9fff])")


def fold(text: str) -> str:
    """The text in lower case and Simplified characters, without apostrophes.

    Lines become sentences, and spaces beside Chinese characters go.
    """
    whole = _SHORTENED.sub("", unicodedata.normalize("NFKC", text[:_LENGTH]))
    usual = whole.translate(_APOSTROPHES).translate(_DASHES)
    spaced = _AT_TIME.sub(" @ ", usual.lower())
    lower = _SPACE.sub(" ", _LINES.sub("; ", _OWN_SIGNS.sub(" ", spaced))).strip()
    return fold_chinese(lower) if HAN.search(lower) else lower


def fold_chinese(text: str) -> str:
    """Simplified characters without spaces beside them.

    A space after "no" is kept as a comma: it tells "no, Wednesday" from "not Wednesday".
    """
    denied = _DENIAL.sub(r"\1,", text)
    return _BESIDEHAN.sub("", _simplified().convert(denied))


@cache
def _simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")

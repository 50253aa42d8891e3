"""Chinese numerals up to ninety-nine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
# As they stand on cheques; those that are parts of common words or names are not among them.
_FORMAL: Final = {
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "柒": 7,
    "捌": 8,
    "玖": 9,
    "弌": 1,
    "弍": 2,
    "弎": 3,
}
_TENS: Final = {"十": 10, "廿": 20, "卅": 30}
# 拾 alone is a verb.
_FORMAL_TEN: Final = "拾"


def chinese_numerals() -> Mapping[str, int]:
    """Every way to write a number from 0 to 99, in Simplified characters."""
    digits = {digit: value for value, digit in enumerate(_DIGITS)}
    numerals = {**digits, "〇": 0, "两": 2, "俩": 2, "仨": 3, **_FORMAL}
    for digit, value in digits.items():
        numerals |= {f"零{digit}": value, f"〇{digit}": value}
    for sign, ten in _TENS.items():
        numerals |= _with_ones(sign, ten)
    for tens in _DIGITS[1:]:
        numerals |= _with_ones(f"{tens}十", 10 * digits[tens])
    return numerals | {word: value for word, value in _with_ones(_FORMAL_TEN, 10).items() if value > 10}


def _with_ones(tens: str, value: int) -> dict[str, int]:
    ones = {digit: place for place, digit in enumerate(_DIGITS) if place} | _FORMAL
    return {tens: value} | {f"{tens}{digit}": value + one for digit, one in ones.items()}

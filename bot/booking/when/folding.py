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
# "10:3O", "1O am": the letter for the figure.
_LETTER_O: Final = re.compile(r"(?<=\d[:.][0-5])o\b|(?<=\b[12])o(?=[:.]\d\d| ?[ap]\.?m\b)")
_OWN_SIGNS: Final = re.compile("[\ue000-\ue00f]")
HAN: Final = re.compile("[\u3007\u3400-\u9fff]")
_DENIAL: Final = re.compile(r"(?<![係系是])(唔係|唔系|不是|不对|不對|不|唔)\s+(?=[\u3400-\u9fff\d])")
_BESIDEHAN: Final = re.compile(r"(?<=[\u3007\u3400-\u9fff]) | (?=[\u3007\u3400-\u9fff])")

# A space in Chinese ends a clause, except within the words for a moment and behind those that lead to one.
_MOMENT: Final = (
    "一二三四五六七八九十廿卅两零〇年月日号天星期礼拜周点时分半刻字钟正整"
    "上下早晚朝晏午昼夜今明听后大第个初底前"
)
_LEADING: Final = "要好系是在喺约不唔到至和同跟嘅的或定消推咗除开避比非于从由自改为成换调去帮"
_CLAUSE_END: Final = re.compile(
    rf"(?<=[\u3400-\u9fff])(?<![{_MOMENT}{_LEADING}])(?<!除了) (?=[\u3400-\u9fff\d])"
    r"|(?<=[\u3400-\u9fff]) (?=[我因咁那所腰颈脖肩膊背膝瞓扭痛疼昨琴噚寻])"
    r"|(?<=[点半]) (?=[一二三四五六七八九十两\d]{1,3}点)|(?<=[日天周月年个]) (?=[今听明后])"
    r"|(?<=[点半分]) (?=星期|礼拜|周|拜|听|明|后|下)|(?<=[问睇看查试望一]下) "
    r"|(?<=[一二三四五六七八九十]) (?=[一二三四五六七八九十廿卅]{1,3}[月号])"
)


def fold(text: str) -> str:
    """The text in lower case and Simplified characters, without apostrophes.

    Lines become sentences, and spaces beside Chinese characters go.
    """
    whole = _SHORTENED.sub("", unicodedata.normalize("NFKC", text[:_LENGTH]))
    usual = whole.translate(_APOSTROPHES).translate(_DASHES)
    spaced = _AT_TIME.sub(" @ ", _LETTER_O.sub("0", usual.lower()))
    lower = _SPACE.sub(" ", _LINES.sub("; ", _OWN_SIGNS.sub(" ", spaced))).strip()
    return fold_chinese(lower) if HAN.search(lower) else lower


def fold_chinese(text: str) -> str:
    """Simplified characters without spaces beside them.

    A space after "no" is kept as a comma: it tells "no, Wednesday" from "not Wednesday".
    """
    denied = _DENIAL.sub(r"\1,", text)
    return _BESIDEHAN.sub("", _CLAUSE_END.sub(",", _simplified().convert(denied)))


@cache
def _simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")

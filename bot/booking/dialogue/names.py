"""The name that a person gives in a message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.booking.contact import read_name
from bot.booking.dialogue.words import content, joined

_MOST_WORDS: Final = 5
_HAN: Final = r"\u3400-\u9fff"
_WORD: Final = re.compile(
    r"['’]?[^\W\d_" + _HAN + r"][^\W\d_" + _HAN + r"]*(?:['’.-][^\W\d_" + _HAN + r"]+)*\.?"
)
_SEPARATORS: Final = re.compile(r"[,;:/|()\n，。；：、（）]+|\s[-–]\s|[.!?！？](?:\s|$)")
_MOST_HAN: Final = 4


@dataclass(frozen=True)
class Named:
    """A name, and the text with it taken out, so that May and 周 are not taken for days.

    ``is_guess`` says that nothing but its place makes it a name: it was asked for.
    """

    name: str | None
    rest: str
    is_guess: bool = False


def read_named(text: str, *, asked: bool, beside_contact: bool = False) -> Named:
    """The name that a text gives with "my name is", or bare.

    Bare it is taken only where it was asked for, or stands beside a phone number or mail address
    and looks like a name.
    """
    for start, end, name in _cued(text):
        checked = read_name(name)
        if checked:
            return Named(checked, text[:start] + " , " + text[end:])
    for start, end in _segments(text) if asked or beside_contact else ():
        segment = text[start:end]
        if checked := _bare(segment, asked=asked):
            return Named(checked, text[:start] + " , " + text[end:], not _bare(segment, asked=False))
    return Named(None, text)


def _cued(text: str) -> Iterator[tuple[int, int, str]]:
    """Each cue with the name behind it: where the cue begins, where the name ends, the name."""
    for cue, sort in _cues():
        for match in cue.finditer(text):
            end = _end_of_name(text, match.end(), sort)
            if end:
                yield match.start(), end, text[match.end() : end].strip(" :：")


def _end_of_name(text: str, start: int, sort: str) -> int | None:
    start += len(text[start:]) - len(text[start:].lstrip(" :："))
    if sort.startswith("chinese"):
        end = _end_of_han(text, start, surname=sort == "chinese_surname")
        return end or _end_of_latin(text, start, capital=sort == "chinese_surname")
    return _end_of_latin(text, start, capital=sort == "capital") or (
        _end_of_han(text, start, surname=False) if sort == "sure" else None
    )


def _end_of_latin(text: str, start: int, *, capital: bool) -> int | None:
    """Where the words end that can be a name; with capitals where the first has one."""
    end, place, count = None, start, 0
    capitals = capital
    while count < _MOST_WORDS and (match := _WORD.match(text, place)):
        word = match[0]
        lowered = word.lower().rstrip(".")
        particle = lowered in _listed("particles")
        title = lowered in _listed("titles")
        if lowered in _no_names() and not (particle and count):
            break
        if count == 0:
            capitals = capital or word[:1].isupper()
        if capitals and not particle and not title and not word[:1].isupper():
            break
        place = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip(" "))
        count += 1
        if not particle and not title:
            end = match.end()
    alone = capital and count == 1 and text[start:end].lower() in _listed("months")
    return None if alone else end


def _end_of_han(text: str, start: int, *, surname: bool) -> int | None:
    run = re.compile(f"[{_HAN}·]+").match(text, start)
    if not run or (surname and not _surname(run[0])):
        return None
    name = _without_tail(run[0])
    if not name or len(name) > _MOST_HAN + 2:
        return None
    if surname and not 2 <= len(name) <= _most_han(name):
        return None
    end = start + len(name)
    return _end_of_latin(text, end, capital=False) or end


def _without_tail(run: str) -> str:
    """The name at the head of a run of characters, as far as it can be one."""
    head = _stops().split(run, maxsplit=1)[0]
    if honorific := re.match(f"(.{{1,3}}?)({joined(_listed('honorifics'))})", head):
        return honorific[0] if _surname(head) else ""
    while len(head) > 2 and head[-1] in _listed("chinese_endings"):
        head = head[:-1]
    return head if len(head) <= _MOST_HAN else ""


def _segments(text: str) -> list[tuple[int, int]]:
    """The stretches between commas, and in Chinese between spaces."""
    found, start = [], 0
    for match in [*_SEPARATORS.finditer(text), None]:
        end = match.start() if match else len(text)
        found.append((start, end))
        start = match.end() if match else end
    pieces = [(a + m.start(), a + m.end()) for a, b in found for m in re.finditer(rf"[{_HAN}]+", text[a:b])]
    return [*found, *pieces]


def _bare(segment: str, *, asked: bool) -> str | None:
    """A stretch that is nothing but a name."""
    stripped = segment.strip()
    if re.fullmatch(f"[{_HAN}·]+", stripped):
        name = _without_tail(stripped)
        known = _surname(stripped) or asked
        whole = name == stripped or stripped[len(name) :] in _listed("chinese_endings")
        most = _MOST_HAN if asked else _most_han(name)
        return read_name(name) if known and whole and 2 <= len(name) <= most else None
    count = len(stripped.split())
    end = _end_of_latin(stripped, 0, capital=not asked)
    fits = end == len(stripped) and (count >= 2 or asked)
    return read_name(stripped) if fits else None


def _most_han(name: str) -> int:
    """How many characters a whole name has that nothing but its family name tells."""
    has_more = name[:2] in _listed("double_surnames") or name.endswith(tuple(_listed("honorifics")))
    return _MOST_HAN if has_more else _MOST_HAN - 1


def _surname(text: str) -> bool:
    return text[:2] in _listed("double_surnames") or text[:1] in content("names")["surnames"]


@cache
def _cues() -> Sequence[tuple[re.Pattern[str], str]]:
    found = []
    for sort, listed in content("names")["cues"].items():
        alternatives = joined(listed)
        latin = sort in ("sure", "capital")
        cue = rf"(?<!\w)(?:{alternatives})(?!\w)[ :]*" if latin else f"(?:{alternatives})[ :：]*"
        found.append((re.compile(cue, re.IGNORECASE), sort))
    return found


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(content("names")[name])


@cache
def _no_names() -> frozenset[str]:
    return frozenset(content("names")["no_names"]["latin"])


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(joined(content("names")["no_names"]["chinese"]))

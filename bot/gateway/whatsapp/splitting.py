"""Cutting a text that is too long for one message, where a reader would pause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.gateway.whatsapp.length import fitting, length, start_of_end

# The best place to cut first; a cut is at the end of a match.
_PAUSES: Final = (
    re.compile(r"\n[ \t]*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"[.!?…][\"'”’)]*\s+|[。！？][」』”’）]*\s*"),
    re.compile(r"[,;:]\s+|[，；：、]"),
    re.compile(r"\s+"),
)


def split(text: str, limit: int) -> list[str]:
    """The text in parts of at most ``limit`` characters; nothing but white space between them is lost."""
    parts, rest = [], text.strip()
    while length(rest) > limit:
        cut = _cut(rest, limit)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def split_off_end(text: str, limit: int) -> tuple[str, str]:
    """The text but for its end, and an end of at most ``limit`` characters, as long as pauses allow."""
    text = text.strip()
    if length(text) <= limit:
        return "", text
    earliest = start_of_end(text, limit)
    for pause in _PAUSES:
        cuts = [end for end in _ends(pause, text) if earliest <= end < len(text)]
        if cuts:
            return text[: cuts[0]].rstrip(), text[cuts[0] :]
    return text[:earliest].rstrip(), text[earliest:]


def _cut(text: str, limit: int) -> int:
    most = fitting(text, limit)
    for pause in _PAUSES:
        # White space at the cut is dropped, so it may stand beyond the limit.
        cuts = [end for end in _ends(pause, text[: most + 2]) if len(text[:end].rstrip()) <= most]
        if cuts and cuts[-1] >= most // 4:  # rather a worse place than many short messages
            return cuts[-1]
    return most


def _ends(pause: re.Pattern[str], text: str) -> Iterable[int]:
    return (match.end() for match in pause.finditer(text))

"""Finding the words for days and times in a message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.booking.when.grammar import Grammar, Rule
from bot.booking.when.mention import DayPart, Mention, Sort
from bot.booking.when.values import Fields, values

_NUMBER_ALONE: Final = "alone"


@dataclass(frozen=True)
class Scan:
    """The mentions of a message by place, and its text with each of them painted over by its sort's sign."""

    marked: str
    mentions: tuple[Mention, ...]


def scan(text: str, tables: Sequence[Grammar], *, day_is_known: bool) -> Scan:
    """Read a folded text with several tables; what one has read, the next leaves alone.

    ``day_is_known``: a number alone is then a time.
    """
    mentions: list[Mention] = []
    for table in tables:
        text = table.spelling.correct(text)
        for rule in table.rules:
            if (day_is_known or not rule.constants.get(_NUMBER_ALONE)) and _may_match(rule, text):
                text = _apply(rule, text, mentions)
    return Scan(text, tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end))))


def _may_match(rule: Rule, text: str) -> bool:
    return all(need.search(text) for need in rule.needs)


def _apply(rule: Rule, text: str, mentions: list[Mention]) -> str:
    """Add what a rule finds to the mentions; its places are painted over."""
    for match in rule.pattern.finditer(text):
        found = [Mention(*match.span(), value) for value in values(rule.reads, Fields(rule, match))]
        mentions += found
        text = _painted(text, match, _sort(found))
    return text


def _sort(found: Sequence[Mention]) -> Sort:
    if not found:
        return Sort.NOTHING
    days = [mention for mention in found if not isinstance(mention.value, DayPart)]
    return (days or found)[0].sort


def _painted(text: str, match: re.Match[str], sort: Sort) -> str:
    start, end = match.span()
    return text[:start] + sort.value * (end - start) + text[end:]

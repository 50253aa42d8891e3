"""Finding the words for days and times in a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.booking.when.fields import Fields
from bot.booking.when.folding import HAN
from bot.booking.when.grammar import Grammar, Rule
from bot.booking.when.mention import Mention, Sort
from bot.booking.when.time_values import DayPart, Length
from bot.booking.when.values import values

_NUMBER_ALONE: Final = "alone"


@dataclass(frozen=True)
class Scan:
    """The mentions of a message by place, and its text with each of them painted over by its sort's sign.

    ``lengths``: how many minutes an appointment is said to last.
    """

    marked: str
    mentions: tuple[Mention, ...]
    lengths: frozenset[int] = frozenset()


def readable(tables: Sequence[Grammar], text: str) -> tuple[Grammar, ...]:
    """The tables that have anything to read in a text."""
    has_han = HAN.search(text) is not None
    return tuple(table for table in tables if has_han or not table.only_with_han)


def scan(text: str, tables: Sequence[Grammar], *, day_is_known: bool) -> Scan:
    """Read a folded text with several tables; what one has read, the next leaves alone.

    ``day_is_known``: a number alone is then a time.
    """
    for table in tables:
        text = table.spelling.correct(text)
    needs = frozenset().union(*(table.needs for table in tables))
    missing = {need for need in needs if not need.pattern.search(text)}
    mentions: list[Mention] = []
    for rule in (rule for table in tables for rule in table.rules):
        if missing.isdisjoint(rule.needs) and (day_is_known or not rule.constants.get(_NUMBER_ALONE)):
            text = _apply(rule, text, mentions)
    read = sorted(mentions, key=lambda mention: (mention.start, mention.end))
    lengths = frozenset(one.value.minutes for one in read if isinstance(one.value, Length))
    return Scan(text, tuple(one for one in read if not isinstance(one.value, Length)), lengths)


def _apply(rule: Rule, text: str, mentions: list[Mention]) -> str:
    """Add what a rule finds to the mentions; its places are painted over."""
    pieces: list[str] = []
    end = 0
    for match in rule.pattern.finditer(text):
        found = [Mention(*match.span(), value) for value in values(rule.reads, Fields(rule, match))]
        mentions += found
        pieces += [text[end : match.start()], _sort(found).value * len(match[0])]
        end = match.end()
    return "".join([*pieces, text[end:]]) if pieces else text


def _sort(found: Sequence[Mention]) -> Sort:
    if not found:
        return Sort.NOTHING
    days = [mention for mention in found if not isinstance(mention.value, DayPart)]
    return (days or found)[0].sort

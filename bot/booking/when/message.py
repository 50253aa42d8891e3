"""A message with the days and times that were found in it, and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Final, Protocol

from bot.booking.when.beside_dropped import reread
from bot.booking.when.bounds import bounded
from bot.booking.when.dates_said import dated, without_steps_to_dates
from bot.booking.when.day_values import DayValue
from bot.booking.when.days import resolve_days
from bot.booking.when.folding import fold
from bot.booking.when.grammar import Grammar, grammars
from bot.booking.when.mention import Mention
from bot.booking.when.outcome import Problem, When
from bot.booking.when.reading import Reading
from bot.booking.when.scanning import Scan, readable, scan
from bot.booking.when.wishes import Wishes, wishes
from knowledge.language import Language
from knowledge.opening_hours import OpeningHours

# Who names more days and times than this asks for none of them.
_MOST_MENTIONS: Final = 40


@dataclass(frozen=True)
class Message:
    """What was found in a message; ``moment`` is when it is read, in the clinic's zone."""

    language: Language
    scanned: Scan
    tables: tuple[Grammar, ...]
    moment: datetime
    hours: OpeningHours
    given: date | None = None

    @classmethod
    def scan(
        cls, text: str, language: Language, *, now: datetime, hours: OpeningHours, given: date | None = None
    ) -> Message:
        """Find the days and times of a message; ``given`` is the day already chosen."""
        moment = now.astimezone(hours.zone)
        folded = fold(text)
        tables = readable(grammars(language), folded)
        found = scan(folded, tables, day_is_known=given is not None)
        found = replace(found, mentions=dated(found.mentions, moment.date()))
        return cls(language, found, tables, moment, hours, given)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All days, times and parts of the day that were found, by place."""
        return self.scanned.mentions

    def when(self, wished: Wishes) -> When:
        """What the message asks for if these are the mentions that are wished."""
        if wished not in self._read:
            self._read[wished] = self._when(wished)
        return self._read[wished]

    @cached_property
    def _read(self) -> dict[Wishes, When]:
        """What has been read of it: who looks for the right wish asks for some more than once."""
        return {}

    def _when(self, wished: Wishes) -> When:
        kept = without_steps_to_dates(self.scanned.marked, wished.kept)
        mentions = bounded(self.scanned, kept, self.tables)
        if not mentions:
            return When()
        today = self.moment.date()
        mentions = reread(mentions, wished.dropped, today)
        return Reading(mentions, self.moment, self.hours, self._given_beside(wished)).when()

    def _given_beside(self, wished: Wishes) -> date | None:
        """The day already chosen, unless it is denied."""
        values = [one.value for one in wished.denied if isinstance(one.value, DayValue)]
        denied = resolve_days(values, self.moment.date(), self.given)
        return None if self.given in denied.dates else self.given


class Judge(Protocol):
    """Decides on what a message asks for where its rules may be wrong."""

    def decide(self, message: Message, wished: Wishes, about: float | None = None) -> When:
        """What the message asks for; ``wished`` is what its rules take for the wish.

        ``about`` is the probability that the message is about an appointment, where that is known.
        """


def read_when(
    text: str,
    language: Language,
    *,
    now: datetime,
    hours: OpeningHours,
    given: date | None = None,
    judge: Judge | None = None,
    about: float | None = None,
) -> When:
    """The day and time that a whole message asks for.

    ``now`` is aware; ``given`` is the day already chosen, which a time alone keeps.
    A bound or a span ("after 4", "between 2 and 4") names no time, only the part of the day in
    which it lies. A weekday's name on that weekday is ambiguous, unless its time has passed today.
    Without a ``judge`` the rules alone decide which of several days and times are the wish; ``about``,
    the probability that the message is about an appointment at all, is for the judge.
    """
    message = Message.scan(text, language, now=now, hours=hours, given=given)
    if len(message.mentions) > _MOST_MENTIONS:
        return When(problem=Problem.AMBIGUOUS)
    wished = wishes(message.scanned, message.tables)
    return judge.decide(message, wished, about) if judge else message.when(wished)

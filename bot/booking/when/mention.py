"""A stretch of a message that speaks of a day, a time or a part of the day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from bot.booking.when.day_values import DaysAhead, DayValue, Week, Weekday, Weekend, WeeksAhead
from bot.booking.when.time_values import DayPart, Length, TimeValue

Value = DayValue | TimeValue | DayPart | Length


class Sort(StrEnum):
    """What a stretch of text was read as; each has a sign that stands for it in the marked text."""

    DAY = "\ue000"
    TIME = "\ue001"
    PART = "\ue002"
    NOTHING = "\ue003"


@dataclass(frozen=True)
class Mention:
    """A value and where in the text it stands; ``passed``: a date that has passed."""

    start: int
    end: int
    value: Value
    passed: bool = False

    def distance(self, other: Mention) -> int:
        """How many characters stand between it and another one."""
        return max(self.start - other.end, other.start - self.end, 0)

    @cached_property
    def sort(self) -> Sort:
        """Whether it speaks of a day, a time or a part of the day."""
        if isinstance(self.value, DayPart):
            return Sort.PART
        if isinstance(self.value, Length):
            return Sort.NOTHING
        return Sort.TIME if isinstance(self.value, TimeValue) else Sort.DAY

    @property
    def is_day(self) -> bool:
        """Whether it speaks of a day."""
        return self.sort is Sort.DAY

    @property
    def looks_back(self) -> bool:
        """Whether it speaks of a day before today ("yesterday", "last Tuesday")."""
        match self.value:
            case DaysAhead(days) | WeeksAhead(days):
                return days < 0
            case Weekday(week=week) | Week(week) | Weekend(week):
                return week is not None and week < 0
        return self.passed

    @property
    def looks_ahead(self) -> bool:
        """Whether it speaks of a day that is surely after today ("tomorrow", "next Tuesday")."""
        match self.value:
            case DaysAhead(days) | WeeksAhead(days):
                return days > 0
            case Weekday(week=week) | Week(week) | Weekend(week):
                return week is not None and week > 0
        return False


ANY_MENTION: Final = "[\ue000-\ue002]"

"""What a message says about the day and time of an appointment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """A part of the day, where no time was given."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Problem(StrEnum):
    """Why a day or time cannot be taken as it was said."""

    PAST = "past"
    IMPOSSIBLE = "impossible"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class Choice:
    """One of several readings of what was said."""

    date: dt.date | None = None
    time: dt.time | None = None
    part: Part | None = None


@dataclass(frozen=True)
class When:
    """The day and time that a message asks for, in the clinic's zone.

    All is None where nothing was said. With ``AMBIGUOUS``, ``choices`` are the readings between
    which the user has to choose; it is empty where they are too many to name ("next week").
    """

    date: dt.date | None = None
    time: dt.time | None = None
    part: Part | None = None
    problem: Problem | None = None
    choices: tuple[Choice, ...] = ()

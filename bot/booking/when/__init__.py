"""The day and time that a message asks for, in four languages."""

from bot.booking.when.grammar import read_all_grammars
from bot.booking.when.message import Judge, read_when
from bot.booking.when.outcome import Choice, Part, Problem, When

__all__ = ["Choice", "Judge", "Part", "Problem", "When", "read_all_grammars", "read_when"]

"""The day and time that a message asks for, in four languages."""

from bot.booking.when.grammar import read_all_grammars
from bot.booking.when.outcome import Choice, Part, Problem, When
from bot.booking.when.reading import read_when

__all__ = ["Choice", "Part", "Problem", "When", "read_all_grammars", "read_when"]

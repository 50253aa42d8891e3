"""What the groups of a rule's match and the constants of the rule mean."""

from __future__ import annotations

import re

from bot.booking.when.grammar import Constant, Rule


class Fields:
    """The groups of a match, as their tables have them, and the constants of its rule."""

    def __init__(self, rule: Rule, match: re.Match[str]) -> None:
        self._rule = rule
        self._groups = match.groupdict()

    def raw(self, name: str) -> str | None:
        """The words of a group as they stand in the text."""
        return self._groups.get(name)

    def get(self, name: str) -> Constant | None:
        """The meaning of a group, else the constant; None where neither is there."""
        word = self._groups.get(name)
        if word is None:
            return self._rule.constants.get(name)
        table = self._rule.slots.get(name, {})
        return table[word] if word in table else int(word)

    def number(self, name: str, default: int = 0) -> int:
        """The number of a field."""
        value = self.get(name)
        return default if value is None else int(value)

    def maybe(self, name: str) -> int | None:
        """The number of a field, if it is there."""
        value = self.get(name)
        return None if value is None else int(value)

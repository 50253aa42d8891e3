"""What tells whether a mention is the wish: the words around it, its kind and place, what the rules say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from bot.booking.when.judge.surroundings import CLAUSE_ENDS, Surroundings
from bot.booking.when.mention import Mention
from bot.booking.when.message import Message
from bot.booking.when.outcome import When
from bot.booking.when.wishes import Wishes

_BESIDE: Final = 4
_AROUND: Final = 8
_FAR: Final = 4
_MANY: Final = 6
_LONG: Final = 8


def features(message: Message, wished: Wishes, rule: When) -> list[list[str]]:
    """The features of each mention; by its rules the message asks for ``rule`` and ``wished`` is its wish."""
    evidence = _Evidence(message, wished, rule)
    return [evidence.of(number) for number in range(len(message.mentions))]


@dataclass(frozen=True)
class _Evidence:
    message: Message
    wished: Wishes
    rule: When

    def of(self, number: int) -> list[str]:
        """The features of one mention; both scripts of Chinese are one language."""
        words = (*self._beside(number), *self._around(number), *self._together(number), *self._joined(number))
        signs = (*self._kind_and_place(number), *self._neighbours(number), *self._rules(number))
        return [*(f"{self._group}:{word}" for word in words), *signs]

    @cached_property
    def _group(self) -> str:
        return "zh" if self.message.language.is_chinese else str(self.message.language)

    @cached_property
    def _text(self) -> Surroundings:
        return Surroundings.of(self.message.scanned)

    @cached_property
    def _kinds(self) -> list[str]:
        return [_kind(mention) for mention in self.message.mentions]

    @cached_property
    def _sorts(self) -> list[str]:
        return [mention.sort.name for mention in self.message.mentions]

    @cached_property
    def _rule_outcome(self) -> str:
        """What the rules come to: a problem, nothing or a value."""
        if self.rule.problem:
            return str(self.rule.problem)
        return "none" if self.rule == When() else "value"

    def _beside(self, number: int) -> Iterator[str]:
        """The words before and after it by their distance, alone and two and three together."""
        place, word = self._text.places[number], self._text.word
        for distance in range(1, _BESIDE + 1):
            left = [word(place - distance - more) for more in (2, 1, 0)]
            right = [word(place + distance + more) for more in (0, 1, 2)]
            near = str(min(distance, 3))
            yield f"l{distance}={left[2]}"
            yield f"r{distance}={right[0]}"
            yield f"l{near}={' '.join(left[1:])}"
            yield f"r{near}={' '.join(right[:2])}"
            yield f"l{min(distance, 2)}={' '.join(left)}"
            yield f"r{min(distance, 2)}={' '.join(right)}"

    def _around(self, number: int) -> Iterator[str]:
        """The words some places before and after it, and whether they are of its clause."""
        place, text = self._text.places[number], self._text
        for step in (*range(-_AROUND, 0), *range(1, _AROUND + 1)):
            other = place + step
            if 0 <= other < len(text.words):
                side = "b" if step < 0 else "a"
                outside = "" if text.clauses[other] == text.clauses[place] else "|"
                yield f"{side}{outside}={text.words[other]}"

    def _together(self, number: int) -> Iterator[str]:
        """The words of its clause and sentence, of the sentences beside, and of all the message."""
        text, sort = self._text, self._sorts[number]
        place = text.places[number]
        clause, sentence = text.clause(text.clauses[place]), text.sentence(text.sentences[place])
        yield from {f"c={word}" for word in clause}
        yield from {f"c={one} {other}" for one, other in pairwise(clause)}
        yield from {f"s={word}" for word in sentence}
        yield from {f"s={word} {sort}" for word in sentence}
        yield from {f"s={one} {other}" for one, other in pairwise(sentence)}
        yield from {f"sb={word}" for word in text.sentence(text.sentences[place] - 1)}
        yield from {f"sa={word}" for word in text.sentence(text.sentences[place] + 1)}
        yield from {f"m={word}" for word in text.words}

    def _joined(self, number: int) -> Iterator[str]:
        """Its kind with the words beside it, and the words that lead to the mentions beside it."""
        place, word = self._text.places[number], self._text.word
        for kind in (self._kinds[number], self._sorts[number]):
            yield f"k={kind} l={word(place - 1)}"
            yield f"k={kind} r={word(place + 1)}"
            yield f"k={kind} l={word(place - 2)} {word(place - 1)}"
        for step in (-1, 1):
            if 0 <= number + step < len(self._sorts):
                gap = self._text.gap(number, number + step)
                said = " ".join(gap) if len(gap) <= _FAR else "far"
                yield f"gap{step}={said} {self._sorts[number + step]} {self._sorts[number]}"

    def _kind_and_place(self, number: int) -> Iterator[str]:
        """What it is, and where it stands among the others of its sort and in the message."""
        kind, sort, sorts = self._kinds[number], self._sorts[number], self._sorts
        where = self._where(number)
        yield from (
            f"k={kind}",
            f"k={sort}",
            f"k={kind} {where}",
            f"k={sort} {where} {min(sorts.count(sort), 4)}",
        )
        yield f"all={' '.join(sorts[:_LONG])}"
        yield f"others={sorted({*self._others(number)})}"
        yield f"count={min(len(sorts), _MANY)} {sort}"
        yield f"length={min(len(self._text.words) // _LONG, _MANY)} {sort}"
        yield f"sentence={self._sentence_place(number)} {sort}"

    def _neighbours(self, number: int) -> Iterator[str]:
        """The mentions before and after it, and what lies between."""
        for step in (-1, 1):
            other = number + step
            if not 0 <= other < len(self._sorts):
                yield f"beside{step}=none"
                continue
            sorts = f"{self._sorts[other]} {self._sorts[number]}"
            yield f"beside{step}={self._kinds[other]} {self._kinds[number]}"
            yield f"between{step}={_between(self._text.gap(number, other))} {sorts}"

    def _rules(self, number: int) -> Iterator[str]:
        """What the rules make of it and of the whole message."""
        wished, outcome = self.message.mentions[number] in self.wished.kept, self._rule_outcome
        sort, where = self._sorts[number], self._where(number)
        yield from (
            f"wished={wished}",
            f"wished={wished} {sort} {where}",
            f"wished={wished} {self._kinds[number]}",
        )
        yield f"wished={wished} of {min(len(self.wished.kept), _MANY)}"
        yield from (f"outcome={outcome} {wished}", f"outcome={outcome} {wished} {sort} {where}")

    def _alike(self, number: int) -> list[int]:
        """The other mentions of its sort."""
        sort = self._sorts[number]
        return [other for other, one in enumerate(self._sorts) if one == sort and other != number]

    def _others(self, number: int) -> Iterator[str]:
        return (self._kinds[other] for other in self._alike(number))

    def _where(self, number: int) -> str:
        """Its place among the mentions of its sort."""
        alike = self._alike(number)
        if not alike:
            return "only"
        if number < alike[0]:
            return "first"
        return "last" if number > alike[-1] else "middle"

    def _sentence_place(self, number: int) -> str:
        sentence = self._text.sentences[self._text.places[number]]
        if not self._text.sentences[-1]:
            return "only"
        if not sentence:
            return "first"
        return "last" if sentence == self._text.sentences[-1] else "middle"


def _kind(mention: Mention) -> str:
    """What sort of value it has, and what tells a day to come from one that has been."""
    value = mention.value
    signs = {
        "back": mention.looks_back,
        "ahead": mention.looks_ahead,
        "passed": mention.passed,
        "bare": getattr(value, "bare", False),
        "monthless": getattr(value, "month", "") is None,
    }
    return "-".join([type(value).__name__, *(name for name, holds in signs.items() if holds)])


def _between(gap: Sequence[str]) -> str:
    if not gap:
        return "nothing"
    return "sign" if any(word in CLAUSE_ENDS for word in gap) else "words"

"""Which of a message's mentions may be the wish together, and what each such choice comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.booking.when.message import Message
from bot.booking.when.outcome import When
from bot.booking.when.wishes import Wishes

# Reading a candidate takes a third of a millisecond: of more only the likeliest are read.
_MOST: Final = 12
_MOST_UNSURE: Final = 6
_SURE: Final = 5.0
_UNLIKELY: Final = 7.0  # so much less than the likeliest: a thousandth


@dataclass(frozen=True)
class Candidate:
    """For each mention whether it is taken for the wish, and what the message then asks for."""

    kept: tuple[bool, ...]
    when: When


def candidates(message: Message, wished: Wishes, scores: NDArray[np.float64]) -> list[Candidate]:
    """The likeliest choices, by a score of each mention: the logarithm of its odds."""
    choices = np.array(list(product(*_options(scores))), dtype=bool)
    sums = choices @ scores
    order = np.argsort(-sums, kind="stable")[:_MOST]
    likely = choices[order[sums[order] > sums.max() - _UNLIKELY]]
    return list(read_all(message, wished, likely.tolist()))


def read_all(message: Message, wished: Wishes, choices: Iterable[Sequence[bool]]) -> Iterator[Candidate]:
    """Choices of mentions with what each comes to."""
    for kept in choices:
        yield Candidate(tuple(kept), message.when(_chosen(message, wished, kept)))


def _options(scores: NDArray[np.float64]) -> list[tuple[bool, ...]]:
    """For each mention whether it may be kept; only the least sure are open."""
    unsure = np.argsort(np.abs(scores), kind="stable")[:_MOST_UNSURE]
    is_open = {int(number) for number in unsure if abs(scores[number]) < _SURE}
    return [(False, True) if number in is_open else (bool(score > 0),) for number, score in enumerate(scores)]


def _chosen(message: Message, wished: Wishes, kept: Sequence[bool]) -> Wishes:
    """A choice as the rules would have made it; what they take for denied and is not kept stays denied."""
    chosen = tuple(one for one, is_kept in zip(message.mentions, kept, strict=True) if is_kept)
    dropped = tuple(one for one, is_kept in zip(message.mentions, kept, strict=True) if not is_kept)
    return Wishes(chosen, tuple(one for one in wished.denied if one in dropped), dropped)

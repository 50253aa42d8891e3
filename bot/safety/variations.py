"""Harmless changes that a sentence may take: a slip of the finger, and ordinary sentences around it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

_LONG: Final = 4
_MOST_AROUND: Final = 3


def mistype(text: str, chance: Random) -> str:
    """The text with two letters of a longer word swapped, one doubled or one left out.

    A text without words of four Latin letters or more comes back as it is.
    """
    words = text.split(" ")
    places = [number for number, word in enumerate(words) if len(word) >= _LONG and word.isascii()]
    if not places:
        return text
    place = chance.choice(places)
    word = words[place]
    at = chance.randrange(1, len(word) - 2)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    doubled, short = word[: at + 1] + word[at:], word[:at] + word[at + 1 :]
    return " ".join([*words[:place], chance.choice([swapped, doubled, short]), *words[place + 1 :]])


def surround(text: str, others: Sequence[str], chance: Random) -> str:
    """The text between up to three of the other sentences on either side, at least one in all."""
    before = chance.choices(others, k=chance.randrange(_MOST_AROUND + 1))
    after = chance.choices(others, k=chance.randrange(0 if before else 1, _MOST_AROUND + 1))
    sentences = [sentence if sentence[-1] in ".!?。！？…" else f"{sentence}." for sentence in (*before, text)]
    return chance.choice([" ", "\n"]).join([*sentences, *after])

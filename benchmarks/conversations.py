"""The conversations that both systems are sent: the topics' questions, in all four languages."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice
from typing import Final

from knowledge.examples import question_examples
from knowledge.language import Language
from knowledge.topic_file import read_topic, topic_paths

Conversation = tuple[str, ...]
LENGTH: Final = 4
# A sentence that stands in the training data could come from a cache; none of these does.
_OPENINGS: Final = {
    Language.EN: "Something else: ",
    Language.NL: "Nog iets anders: ",
    Language.ZH_HANT: "另外想請教，",
    Language.ZH_HANS: "另外想请教，",
}


def read_texts() -> dict[Language, list[str]]:
    """Every topic's questions by language, each with an opening that makes it a new sentence."""
    texts: dict[Language, list[str]] = {language: [] for language in Language}
    for path in topic_paths():
        for example in question_examples(read_topic(path)):
            texts[example.language].append(_OPENINGS[example.language] + example.text)
    return texts


def compose(texts: Mapping[Language, Sequence[str]], messages: int, seed: int) -> list[Conversation]:
    """Conversations of four messages in one language each, the languages taking turns.

    Together they hold ``messages`` messages, rounded up to whole conversations; the same seed
    gives the same ones.
    """
    shuffled = {language: _shuffled(texts[language], seed) for language in texts}
    count = -(-messages // LENGTH)
    return [tuple(islice(shuffled[language], LENGTH)) for language in islice(cycle(texts), count)]


def _shuffled(texts: Sequence[str], seed: int) -> Iterator[str]:
    return cycle(random.Random(seed).sample(texts, len(texts)))  # noqa: S311 - no secret

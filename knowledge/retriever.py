"""Finding what answers a message: sure, torn between a few topics, or not found."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from knowledge.encoder import Encoder
from knowledge.examples import OUT_OF_SCOPE
from knowledge.index import Index
from knowledge.language import Language
from knowledge.ranker import Scores
from knowledge.reading import Reader, Reading, rankings
from knowledge.retrieval import Answered, Candidate, NotFound, Retrieval, Torn
from knowledge.sentence_vector import PackedVector, pack_vector

_CHOICES: Final = 3
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
# What leans on the turn before is at most so long, in words or in Chinese characters.
_LONGEST_WORDS: Final = 8
_LONGEST_CHINESE: Final = 12
_SURE_LEAD: Final = 1.0
_KEPT: Final = 64


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from which retrieval acts; measured in docs/retrieval.md."""

    answer: float = 0.5
    part: float = 0.75
    torn: float = 0.35
    choice: float = 0.08
    passage: float = 0.6


class Retriever:
    """Answers from an index, which can be replaced while it is being asked."""

    def __init__(self, index: Index, encoder: Encoder, thresholds: Thresholds | None = None) -> None:
        self.index = index
        self._encoder = encoder
        self._thresholds = thresholds or Thresholds()
        self._readings: OrderedDict[bytes, Reading] = OrderedDict()

    def vector(self, text: str) -> PackedVector:
        """A message's vector, for this process and for others."""
        return pack_vector(self._encoder.name, self._encoder.encode([text])[0])

    def prepare(self, text: str, packed: Any = None) -> None:
        """Read a message that is about to be asked, so that ``retrieve`` need not."""
        self._reading(self.index, text, packed)

    def retrieve(
        self,
        text: str,
        language: Language,
        *,
        previous: str | None = None,
        leaning: bool = False,
        packed: Any = None,
    ) -> Retrieval:
        """What answers a message.

        ``previous`` is the topic of the answer before it; ``leaning`` says that the message is
        known to mean nothing without it ("tell me more"). ``packed`` is the text's vector from
        ``pack_vector``, if another process has encoded it already.
        """
        reading = self._reading(self.index, text, packed)
        if reading.several:
            return Answered(reading.several)
        whole = reading.whole
        unsure = whole[0].probability < self._thresholds.answer
        if previous and unsure and (leaning or may_lean(text, reading.scores)):
            whole = self._in_context(reading, text, language, previous)
        return self._decide(reading, whole, language)

    def _reading(self, index: Index, text: str, packed: Any) -> Reading:
        """What the message says by itself, kept for a while under what does not tell the text."""
        key = hashlib.blake2b(text.encode(), digest_size=16).digest()
        kept = self._readings.get(key)
        if kept is None or kept.index is not index:
            kept = Reader(index, self._encoder, self._thresholds.part).read(text, packed)
            self._readings[key] = kept
            while len(self._readings) > _KEPT:
                self._readings.popitem(last=False)
        return kept

    def _in_context(
        self, reading: Reading, text: str, language: Language, previous: str
    ) -> Sequence[Candidate]:
        """The better of two readings: the message alone, or as said of the previous topic."""
        topic = reading.index.catalogue.topics.get(previous)
        if topic is None:
            return reading.whole
        told = [f"{topic.languages[language].title}: {text}"]
        scores = reading.index.ranker.scores(told, self._encoder.encode(told))
        ranking = rankings(reading.index, scores)[0]
        return max(reading.whole, ranking, key=lambda candidates: candidates[0].probability)

    def _decide(self, reading: Reading, ranking: Sequence[Candidate], language: Language) -> Retrieval:
        best = ranking[0]
        if best.probability >= self._thresholds.answer:
            return Answered((best,))
        choices = tuple(c for c in ranking[:_CHOICES] if c.probability >= self._thresholds.choice)
        if len(choices) > 1 and sum(c.probability for c in choices) >= self._thresholds.torn:
            return Torn(choices)
        passage, likeness = reading.index.passages.nearest(reading.vector, language)
        return NotFound(best.probability, passage if likeness >= self._thresholds.passage else None)


def may_lean(text: str, scores: Scores) -> bool:
    """Whether a message may be meant of what was said before: it is short, and nothing else by itself.

    A title in front makes almost any text look like a question about that title; what is surely out
    of scope alone stays so. ``scores`` are those of the message alone, in one row.
    """
    length = len(_HAN.findall(text)) or len(text.split())
    longest = _LONGEST_CHINESE if _HAN.search(text) else _LONGEST_WORDS
    if length > longest:
        return False
    joined = scores.joined[0]
    other = scores.labels.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in scores.labels else None
    return (
        other is None or joined.argmax() != other or joined[other] - np.partition(joined, -2)[-2] < _SURE_LEAD
    )

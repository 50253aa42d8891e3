"""Finding what answers a message: sure, torn between a few topics, or not found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from knowledge.calibration import topic_columns
from knowledge.encoder import Encoder, FloatMatrix
from knowledge.examples import OUT_OF_SCOPE
from knowledge.index import Index
from knowledge.language import Language
from knowledge.question_pairs import question_pairs
from knowledge.question_splitter import split_questions
from knowledge.ranker import Scores
from knowledge.retrieval import Answered, Candidate, NotFound, Retrieval, Torn
from knowledge.sentence_vector import unpack_vector

_CHOICES: Final = 3
_RANKED: Final = 6
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
# What leans on the turn before is at most so long, in words or in Chinese characters.
_LONGEST_WORDS: Final = 8
_LONGEST_CHINESE: Final = 12
_SURE_LEAD: Final = 1.0
# Of a message with two questions the second topic is never less probable than this; most others' is.
_SECOND: Final = 1e-5


@dataclass(frozen=True)
class Thresholds:
    """Probabilities from which retrieval acts; measured in docs/retrieval.md."""

    answer: float = 0.55
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
        index, parts = self.index, split_questions(text)
        texts = [text, *parts] if len(parts) > 1 else [text]
        vectors = self._vectors(texts, packed)
        scores = index.ranker.scores(texts, vectors)
        rankings = _rankings(index, scores)
        several = self._several(rankings[1:], rankings[0]) or self._pair(index, text, rankings[0])
        if several:
            return Answered(several)
        whole: Sequence[Candidate] = rankings[0]
        unsure = whole[0].probability < self._thresholds.answer
        if previous and unsure and (leaning or may_lean(text, scores)):
            whole = self._in_context(index, text, language, previous, whole)
        return self._decide(index, whole, vectors[:1], language)

    def _vectors(self, texts: Sequence[str], packed: Any) -> FloatMatrix:
        """The texts' vectors; the first one's is taken as it came, if it came."""
        first = unpack_vector(packed, self._encoder.name)
        if first is None:
            return self._encoder.encode(texts)
        rest = [self._encoder.encode(texts[1:])] if len(texts) > 1 else []
        return np.concatenate([first[np.newaxis], *rest])

    def _pair(self, index: Index, text: str, whole: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """The topics of the two sides of the cut that leaves both the surest; none if none is sure."""
        pairs = question_pairs(text) if whole[1].probability >= _SECOND else []
        if not pairs:
            return ()
        sides = [side for pair in pairs for side in pair]
        rankings = _rankings(index, index.ranker.scores(sides, self._encoder.encode(sides)))
        found = [self._several(rankings[i : i + 2], whole) for i in range(0, len(rankings), 2)]
        return max(found, key=lambda topics: min((c.probability for c in topics), default=0.0))

    def _several(
        self, rankings: Sequence[Sequence[Candidate]], whole: Sequence[Candidate]
    ) -> tuple[Candidate, ...]:
        """The topics of the parts, when every part is surely about another one.

        The whole message must be like each of them too: a part that leans on the other one
        ("... and what does my back gain by it?") may look sure of anything by itself.
        """
        told = {candidate.topic for candidate in whole}
        if any(ranking[0].topic not in told for ranking in rankings):
            return ()
        best = [ranking[0] for ranking in rankings]
        if len(best) < 2 or any(candidate.probability < self._thresholds.part for candidate in best):
            return ()
        return tuple(best) if len({candidate.topic for candidate in best}) == len(best) else ()

    def _in_context(
        self, index: Index, text: str, language: Language, previous: str, alone: Sequence[Candidate]
    ) -> Sequence[Candidate]:
        """The better of two readings: the message alone, or as said of the previous topic."""
        topic = index.catalogue.topics.get(previous)
        if topic is None:
            return alone
        told = [f"{topic.languages[language].title}: {text}"]
        ranking = _rankings(index, index.ranker.scores(told, self._encoder.encode(told)))[0]
        return max(alone, ranking, key=lambda candidates: candidates[0].probability)

    def _decide(
        self, index: Index, ranking: Sequence[Candidate], vector: NDArray[np.float32], language: Language
    ) -> Retrieval:
        best = ranking[0]
        if best.probability >= self._thresholds.answer:
            return Answered((best,))
        choices = tuple(c for c in ranking[:_CHOICES] if c.probability >= self._thresholds.choice)
        if len(choices) > 1 and sum(c.probability for c in choices) >= self._thresholds.torn:
            return Torn(choices)
        passage, likeness = index.passages.nearest(vector, language)
        return NotFound(best.probability, passage if likeness >= self._thresholds.passage else None)


def may_lean(text: str, scores: Scores) -> bool:
    """Whether a message may be meant of what was said before: it is short, and nothing else by itself.

    A title in front makes almost any text look like a question about that title; what is surely out
    of scope alone stays so. ``scores`` are those of the message alone, in their first row.
    """
    length = len(_HAN.findall(text)) or len(text.split())
    longest = _LONGEST_CHINESE if _HAN.search(text) else _LONGEST_WORDS
    if length > longest:
        return False
    joined = scores.joined()[0]
    other = scores.labels.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in scores.labels else None
    return (
        other is None or joined.argmax() != other or joined[other] - np.partition(joined, -2)[-2] < _SURE_LEAD
    )


def _rankings(index: Index, scores: Scores) -> list[list[Candidate]]:
    """For each text the topics that it may be about, the most probable first."""
    best, probabilities = index.calibration.best(scores)
    topics = topic_columns(scores.labels)
    shares = softmax(np.where(topics, scores.joined(), -np.inf), axis=1)
    return [
        _ranking(scores.labels, share, column, float(probability))
        for share, column, probability in zip(shares, best, probabilities, strict=True)
    ]


def _ranking(labels: list[str], share: NDArray[np.float32], best: int, probability: float) -> list[Candidate]:
    """The best topic with its probability; the others in proportion to their scores."""
    order = np.argsort(-share)[:_RANKED]
    scale = probability / float(share[best])
    return [Candidate(labels[column], min(1.0, scale * float(share[column]))) for column in order]

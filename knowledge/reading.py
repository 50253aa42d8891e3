"""What a message says by itself, whatever was said before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from knowledge.calibration import topic_columns
from knowledge.encoder import Encoder, FloatMatrix
from knowledge.index import Index
from knowledge.question_pairs import question_pairs
from knowledge.question_splitter import split_questions
from knowledge.ranker import Scores
from knowledge.retrieval import Candidate
from knowledge.sentence_vector import unpack_vector
from knowledge.softmax import softmax

_RANKED: Final = 6
# Of a message with two questions the second topic is never less probable than this; most others' is.
_SECOND: Final = 1e-5


@dataclass(frozen=True)
class Reading:
    """What an index says of one message alone.

    ``vector`` has the shape (1, dimensions), ``scores`` one row; ``whole`` are the topics of the
    message, the most probable first, ``several`` those of its questions, where it surely holds
    more than one.
    """

    index: Index
    vector: FloatMatrix
    scores: Scores
    whole: Sequence[Candidate]
    several: tuple[Candidate, ...]


@dataclass(frozen=True)
class Reader:
    """Reads messages with one index; ``sure`` is how probable the topic of a part must be."""

    index: Index
    encoder: Encoder
    sure: float

    def read(self, text: str, packed: Any) -> Reading:
        """Read a message; ``packed`` is its vector from ``pack_vector``, or None."""
        parts = split_questions(text)
        texts = [text, *parts] if len(parts) > 1 else [text]
        vectors = self._vectors(texts, packed)
        scores = self.index.ranker.scores(texts, vectors)
        whole, *rest = rankings(self.index, scores)
        several = self._several(rest, whole) or self._pair(text, whole)
        return Reading(self.index, vectors[:1], scores.first(), whole, several)

    def _vectors(self, texts: Sequence[str], packed: Any) -> FloatMatrix:
        """The texts' vectors; the first one's is taken as it came, if it came."""
        first = unpack_vector(packed, self.encoder.name)
        if first is None:
            return self.encoder.encode(texts)
        rest = [self.encoder.encode(texts[1:])] if len(texts) > 1 else []
        return np.concatenate([first[np.newaxis], *rest])

    def _pair(self, text: str, whole: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """The topics of the two sides of the cut that leaves both the surest; none if none is sure."""
        pairs = question_pairs(text) if whole[1].probability >= _SECOND else []
        found = [self._several(sides, whole) for sides in self._sides(pairs, whole)]
        return max(found, key=lambda topics: min((c.probability for c in topics), default=0.0), default=())

    def _sides(
        self, pairs: Sequence[tuple[str, str]], whole: Sequence[Candidate]
    ) -> list[tuple[Sequence[Candidate], Sequence[Candidate]]]:
        """The rankings of both sides where the right one, which oftener is not, is sure."""
        seconds = self._ranked([right for _, right in pairs])
        held = [place for place, second in enumerate(seconds) if self._holds(second, whole)]
        firsts = self._ranked([pairs[place][0] for place in held])
        return [(first, seconds[place]) for first, place in zip(firsts, held, strict=True)]

    def _ranked(self, sides: Sequence[str]) -> list[list[Candidate]]:
        """The sides' rankings; together they take little longer than one."""
        return (
            rankings(self.index, self.index.ranker.scores(sides, self.encoder.encode(sides))) if sides else []
        )

    def _holds(self, ranking: Sequence[Candidate], whole: Sequence[Candidate]) -> bool:
        """Whether a part is surely about something that the whole message is like too."""
        return ranking[0].topic in {c.topic for c in whole} and ranking[0].probability >= self.sure

    def _several(
        self, ranked: Sequence[Sequence[Candidate]], whole: Sequence[Candidate]
    ) -> tuple[Candidate, ...]:
        """The topics of the parts, when every part is surely about another one.

        The whole message must be like each of them too: a part that leans on the other one
        ("... and what does my back gain by it?") may look sure of anything by itself.
        """
        best = [ranking[0] for ranking in ranked]
        if len(best) < 2 or not all(self._holds(ranking, whole) for ranking in ranked):
            return ()
        return tuple(best) if len({candidate.topic for candidate in best}) == len(best) else ()


def rankings(index: Index, scores: Scores) -> list[list[Candidate]]:
    """For each text the topics that it may be about, the most probable first."""
    best, probabilities = index.calibration.best(scores)
    topics = topic_columns(scores.labels)
    shares = softmax(np.where(topics, scores.joined, -np.inf))
    return [
        _ranking(scores.labels, share, column, float(probability))
        for share, column, probability in zip(shares, best, probabilities, strict=True)
    ]


def _ranking(labels: list[str], share: NDArray[np.float32], best: int, probability: float) -> list[Candidate]:
    """The best topic with its probability; the others in proportion to their scores."""
    order = np.argsort(-share)[:_RANKED]
    scale = probability / float(share[best])
    return [Candidate(labels[column], min(1.0, scale * float(share[column]))) for column in order]

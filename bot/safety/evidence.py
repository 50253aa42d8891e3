"""What speaks for a red flag in a message, as numbers from which one calibrated decision is made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.safety.lexicon import CUES, Findings, Lexicon
from bot.safety.windows import windows
from knowledge.encoder import Encoder, FloatMatrix
from knowledge.ranker import Classifiers

_MOST: Final = 12
# Encoding takes longest: only parts whose n-grams do not speak plainly against a flag are encoded.
_ENCODED: Final = 3
_SUSPECT: Final = -0.4


@dataclass(frozen=True)
class Evidence:
    """The features of one message, and the flag that they speak for."""

    features: NDArray[np.float32]
    flag: str


class EvidenceReader:
    """Gathers the evidence of messages."""

    def __init__(
        self, classifiers: Classifiers, lexicon: Lexicon, encoder: Encoder, flags: Collection[str]
    ) -> None:
        self._classifiers = classifiers
        self._labels = classifiers.by_vector.labels
        self._lexicon = lexicon
        self._encoder = encoder
        self._is_flag = np.isin(self._labels, list(flags))

    def read(self, text: str, vector: FloatMatrix) -> Evidence:
        """The evidence of a message, given the vector of the whole text, of shape (1, dimensions)."""
        parts = windows(text)[:_MOST]
        margins = self._margins(parts)
        telling = self._telling(self._lead(margins))
        encoded = self._encoder.encode([parts[place] for place in telling]) if telling else vector[:0]
        rows = [0, *telling]
        by_vector = self._classifiers.by_vector.log_probabilities(np.concatenate([vector, encoded]))
        return self._evidence(by_vector, margins[rows], margins, self._lexicon.find(text))

    def label(self, text: str, vector: FloatMatrix) -> str:
        """The label that the whole message is most like."""
        joined = _joined(self._classifiers.by_vector.log_probabilities(vector), self._margins([text]))
        return self._labels[int(joined[0].argmax())]

    def _margins(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """What the n-grams say, of shape (texts, labels); one text at a time is the vectorizer's fast way."""
        rows = [self._classifiers.ngrams.transform([text]) for text in texts]
        return np.concatenate([self._classifiers.by_ngram.margins(row) for row in rows])

    def _telling(self, lead: NDArray[np.float32]) -> list[int]:
        """The parts beside the whole that are worth encoding."""
        suspect = [place for place in np.argsort(-lead).tolist() if place and lead[place] > _SUSPECT]
        return suspect[:_ENCODED]

    def _lead(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """How far the best flag leads the best harmless label in each row."""
        return np.asarray(scores[:, self._is_flag].max(axis=1) - scores[:, ~self._is_flag].max(axis=1))

    def _evidence(
        self,
        by_vector: NDArray[np.float32],
        by_ngram: NDArray[np.float32],
        all_margins: NDArray[np.float32],
        findings: Findings,
    ) -> Evidence:
        joined = _joined(by_vector, by_ngram)
        lead = self._lead(joined)
        row = int(lead.argmax())
        flag = self._labels[int(np.where(self._is_flag, joined[row], -np.inf).argmax())]
        views = [self._lead(by_vector), self._lead(by_ngram), lead]
        named = bool(findings.plain or findings.doubtful)
        features = [
            *(view[0] for view in views),
            *(view[row] for view in views),
            self._lead(all_margins).max(),
            float(bool(findings.plain)),
            float(bool(findings.doubtful)),
            float(flag in findings.plain),
            float(flag in findings.doubtful),
            *(float(cue in findings.cues) for cue in CUES),
            *(float(cue in findings.cues and named) for cue in CUES),
        ]
        return Evidence(np.asarray(features, dtype=np.float32), flag)


def _joined(by_vector: NDArray[np.float32], by_ngram: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(0.5 * by_vector + 3 * by_ngram)

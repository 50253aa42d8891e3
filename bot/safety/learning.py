"""Learning what red flags sound like."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.safety.evidence import EvidenceReader
from bot.safety.lexicon import Lexicon
from bot.safety.model import Decision, SafetyModel
from bot.safety.red_flag import NONE
from knowledge.array_file import examples_fingerprint
from knowledge.encoder import Encoder, FloatMatrix
from knowledge.examples import Example
from knowledge.ranker import Classifiers

_FORMAT: Final = 1
_HELD_OUT: Final = 12  # every twelfth sentence tells how far classifiers of half of the others can be trusted


def fit(
    examples: Sequence[Example],
    ordinary: Sequence[Example],
    encoder: Encoder,
    lexicon: Lexicon,
    flags: Collection[str],
) -> SafetyModel:
    """Learn from labelled sentences, and from ordinary ones, in which there is no red flag."""
    known = [*examples, *(Example(each.text, NONE, each.language) for each in ordinary)]
    vectors = encoder.encode([example.text for example in known])
    decision = _decide(known, vectors, lexicon, encoder, flags)
    return SafetyModel(
        Classifiers.fit(known, vectors), decision, fingerprint([*examples, *ordinary], encoder.name)
    )


def fingerprint(examples: Sequence[Example], encoder: str) -> str:
    """What tells whether a learnt model belongs to these sentences and this encoder."""
    return examples_fingerprint(_FORMAT, examples, encoder)


def _decide(
    examples: Sequence[Example],
    vectors: FloatMatrix,
    lexicon: Lexicon,
    encoder: Encoder,
    flags: Collection[str],
) -> Decision:
    """The decision, learnt from sentences that the classifiers had not seen."""
    order = list(range(len(examples)))
    random.Random(_FORMAT).shuffle(order)  # noqa: S311 - the same split each time
    held = order[::_HELD_OUT]
    seen = sorted(set(order).difference(held))[::2]
    classifiers = Classifiers.fit([examples[place] for place in seen], vectors[seen])
    reader = EvidenceReader(classifiers, lexicon, encoder, flags)
    features = np.stack([reader.read(examples[i].text, vectors[i : i + 1]).features for i in held])
    truth = [examples[place].label in flags for place in held]
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
    regression = LogisticRegression(max_iter=1000).fit((features - mean) / scale, truth)
    return Decision(mean, scale, regression.coef_[0].astype(np.float32), float(regression.intercept_[0]))

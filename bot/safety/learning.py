"""Learning what red flags sound like."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.safety.evidence import EvidenceReader
from bot.safety.lexicon import Lexicon
from bot.safety.model import Decision, SafetyModel, Views
from bot.safety.red_flag import NONE
from knowledge.encoder import Encoder, FloatMatrix
from knowledge.examples import Example

_FORMAT: Final = 1
_HELD_OUT: Final = 12  # every twelfth sentence tells how far views of half of the others can be trusted


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
    return SafetyModel(Views.fit(known, vectors), decision, fingerprint([*examples, *ordinary], encoder.name))


def fingerprint(examples: Sequence[Example], encoder: str) -> str:
    """What tells whether a learnt model belongs to these sentences and this encoder."""
    content = json.dumps([_FORMAT, encoder, sorted((e.label, e.text) for e in examples)])
    return hashlib.sha256(content.encode()).hexdigest()


def _decide(
    examples: Sequence[Example],
    vectors: FloatMatrix,
    lexicon: Lexicon,
    encoder: Encoder,
    flags: Collection[str],
) -> Decision:
    """The decision, learnt from sentences that the views had not seen."""
    order = list(range(len(examples)))
    random.Random(_FORMAT).shuffle(order)  # noqa: S311 - the same split each time
    held = order[::_HELD_OUT]
    seen = sorted(set(order).difference(held))[::2]
    views = Views.fit([examples[place] for place in seen], vectors[seen])
    reader = EvidenceReader(views, lexicon, encoder, flags)
    features = np.stack([reader.read(examples[i].text, vectors[i : i + 1]).features for i in held])
    truth = [examples[place].label in flags for place in held]
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
    regression = LogisticRegression(max_iter=1000).fit((features - mean) / scale, truth)
    return Decision(mean, scale, regression.coef_[0].astype(np.float32), float(regression.intercept_[0]))

"""Learning what red flags sound like."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.safety.evidence import EvidenceReader
from bot.safety.lexicon import Lexicon
from bot.safety.model import Decision, SafetyModel
from bot.safety.red_flag import NONE
from bot.safety.variations import mistype, surround
from bot.safety.views import Material, Views
from bot.safety.word_patterns import WordPatterns
from knowledge.array_file import examples_fingerprint
from knowledge.examples import Example
from knowledge.held_out import split
from knowledge.language import Language

_FORMAT: Final = 9
_SEED: Final = 1
_SURROUNDED: Final = 6
_MISTYPED: Final = 8
_HELD_OUT: Final = 30  # one of thirty sentences tells how far views of the others can be trusted


@dataclass(frozen=True)
class Learner:
    """Learns from sentences, with rules, patterns of words and flags' ids, which need no learning."""

    lexicon: Lexicon
    patterns: WordPatterns
    flags: Collection[str]

    def fit(self, examples: Sequence[Example], ordinary: Sequence[Example]) -> SafetyModel:
        """Learn from labelled sentences, and from ordinary ones, in which there is no red flag.

        Learning the views once more from all of it makes them no better (docs/safety.md) and takes 14 s.
        """
        harmless = [replace(each, label=NONE) for each in ordinary]
        known = [*examples, *harmless, *_varied(examples, harmless)]
        texts = [example.text for example in known]
        material = Material.of(texts, [example.label for example in known], self.flags, self.patterns)
        seen, held = split(texts, _HELD_OUT)
        views = Views.fit(material, seen, self.flags)
        reader = EvidenceReader(views, self.lexicon)
        evidence = np.stack([reader.read(texts[place]) for place in held])
        decision = _decide(evidence, material.truth[held])
        return SafetyModel(views, decision, fingerprint([*examples, *ordinary]))


def _decide(evidence: NDArray[np.float32], truth: NDArray[np.bool_]) -> Decision:
    """The decision, from evidence of shape (texts, features) and whether each text is a red flag."""
    mean, scale = evidence.mean(axis=0), evidence.std(axis=0) + 1e-6
    regression = LogisticRegression(max_iter=1000).fit((evidence - mean) / scale, truth)
    return Decision(mean, scale, regression.coef_[0].astype(np.float32), float(regression.intercept_[0]))


def _varied(examples: Sequence[Example], harmless: Sequence[Example]) -> Iterator[Example]:
    """Some of the examples again: among ordinary ones of their language, and with a slip of the finger."""
    chance = random.Random(_SEED)  # noqa: S311 - the same variations each time
    of_language = {
        language: [each.text for each in harmless if each.language is language] for language in Language
    }
    for each in examples[::_SURROUNDED]:
        yield replace(each, text=surround(each.text, of_language[each.language], chance))
    for each in examples[1::_MISTYPED]:
        yield replace(each, text=mistype(each.text, chance))


def fingerprint(examples: Sequence[Example]) -> str:
    """What tells whether a learnt model belongs to these sentences."""
    return examples_fingerprint(_FORMAT, examples, encoder="none")

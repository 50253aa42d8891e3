"""Everything that retrieval needs in memory, and the files it is kept in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.array_file import examples_fingerprint, read_parts, write_parts
from knowledge.calibration import Calibration
from knowledge.catalogue import Catalogue
from knowledge.encoder import Encoder
from knowledge.examples import Example
from knowledge.held_out import split
from knowledge.ngrams import NgramVectorizer
from knowledge.passages import PassageIndex
from knowledge.ranker import Classifiers, Ranker
from knowledge.text_views import TextViews

_HELD_OUT: Final = 8  # one of eight examples calibrates
_FORMAT: Final = 6


@dataclass(frozen=True)
class LearntModel:
    """What is learnt from examples: the classifiers and the calibration of their scores."""

    classifiers: Classifiers
    calibration: Calibration
    fingerprint: str

    @classmethod
    def fit(cls, examples: Sequence[Example], encoder: Encoder) -> LearntModel:
        """Learn from most examples, and the calibration from those that are held out.

        Learning once more from all of them takes half as long again and answers no better
        (docs/retrieval.md): for the nearest questions all examples count anyway.
        """
        texts, labels = [each.text for each in examples], [each.label for each in examples]
        ngrams = NgramVectorizer()
        views = TextViews(encoder.encode(texts), ngrams.fit_transform(texts))
        seen, held = split(texts, _HELD_OUT)
        of_seen, known = views.of(seen), [labels[place] for place in seen]
        classifiers = Classifiers.fit(ngrams, of_seen, known)
        scores = Ranker(classifiers, of_seen, known).scores_of(views.of(held))
        calibration = Calibration.fit(scores, [labels[place] for place in held])
        return cls(classifiers, calibration, fingerprint(examples, encoder.name))

    def save(self, path: Path) -> None:
        """Write the model to one file, in place of the one that was there."""
        parts = {**self.classifiers.state(), "calibration": self.calibration.state()}
        write_parts(path, parts, self.fingerprint)

    @classmethod
    def load(cls, path: Path) -> LearntModel:
        """Read a model from its file.

        Raises:
            FileNotFoundError: when there is none: ``python -m bot train`` makes it.
        """
        parts, fingerprint = read_parts(path)
        return cls(Classifiers.from_state(parts), Calibration.from_state(parts["calibration"]), fingerprint)


def fingerprint(examples: Sequence[Example], encoder: str) -> str:
    """What tells whether a learnt model belongs to these examples and this encoder."""
    return examples_fingerprint(_FORMAT, examples, encoder)


_RELATED: Final = 2


@dataclass(frozen=True)
class Index:
    """The catalogue, ready to be asked; it never changes, a new one takes its place."""

    catalogue: Catalogue
    examples: Sequence[Example]
    ranker: Ranker
    calibration: Calibration
    passages: PassageIndex
    related: Mapping[str, tuple[str, ...]]

    @classmethod
    def build(
        cls, catalogue: Catalogue, examples: Sequence[Example], model: LearntModel, encoder: Encoder
    ) -> Index:
        """Make all that is searched; an encoder with a cache encodes only new sentences."""
        vectors = encoder.encode([example.text for example in examples])
        return cls(
            catalogue=catalogue,
            examples=examples,
            ranker=Ranker.of(model.classifiers, examples, vectors),
            calibration=model.calibration,
            passages=PassageIndex(catalogue.documents.values(), encoder),
            related=related_topics(examples, vectors),
        )

    def updated(
        self, catalogue: Catalogue, examples: Sequence[Example], model: LearntModel, encoder: Encoder
    ) -> Index:
        """The index of a changed catalogue; what ranks stays when no question changed."""
        if examples != self.examples:
            return Index.build(catalogue, examples, model, encoder)
        passages = PassageIndex(catalogue.documents.values(), encoder)
        return replace(self, catalogue=catalogue, passages=passages)


def related_topics(examples: Sequence[Example], vectors: NDArray[np.float32]) -> dict[str, tuple[str, ...]]:
    """For each topic the two whose questions are on the whole most like its own."""
    labels = np.asarray([example.label for example in examples])
    topics = sorted({example.label for example in examples if "/" in example.label})
    centres = np.stack([vectors[labels == topic].mean(axis=0) for topic in topics])
    centres -= centres.mean(axis=0)
    likeness = centres @ centres.T
    np.fill_diagonal(likeness, -np.inf)
    nearest = np.argsort(-likeness, axis=1)[:, :_RELATED]
    return {topic: tuple(topics[i] for i in row) for topic, row in zip(topics, nearest, strict=True)}

"""Which red flag a message is like, told from the other flags as well as from what is harmless."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.safety.red_flag import NONE
from knowledge.margin import MarginClassifier

_OF_HARMLESS: Final = 5  # every fifth is enough to tell flags from
_REGULARIZATION: Final = 1.0
_TOLERANCE: Final = 0.4  # stops sooner; the alarms of 7,000 messages stay the same but for one


@dataclass(frozen=True)
class Kinds:
    """Each label against all others, over the view of words.

    "Since Monday" and "hurts" stand with many flags, so they speak for none of them here, while
    in a view of danger against the rest they speak for danger. ``dangerous`` tells which labels
    are flags, of shape (labels,).
    """

    classifier: MarginClassifier
    dangerous: NDArray[np.bool_]

    @classmethod
    def fit(cls, rows: sparse.csr_matrix, labels: Sequence[str], flags: Collection[str]) -> Kinds:
        """Learn from rows of shape (texts, word patterns) and their labels."""
        harmless = [place for place, label in enumerate(labels) if label == NONE]
        taken = sorted({*range(len(labels))}.difference(harmless) | {*harmless[::_OF_HARMLESS]})
        classifier = MarginClassifier.fit(
            rows[taken],
            [labels[place] for place in taken],
            inverse_regularization=_REGULARIZATION,
            tolerance=_TOLERANCE,
        )
        return cls(classifier, np.isin(classifier.labels, list(flags)))

    def margins(self, rows: sparse.csr_matrix) -> NDArray[np.float32]:
        """How much each text is like each label, of shape (texts, labels)."""
        return self.classifier.margins(rows)

    def flag(self, margins: NDArray[np.float32]) -> str:
        """The flag that margins of shape (labels,) speak for most."""
        return self.classifier.labels[int(np.where(self.dangerous, margins, -np.inf).argmax())]

    def evidence(self, margins: NDArray[np.float32]) -> tuple[float, ...]:
        """What margins of shape (texts, labels), the whole message's first, say of danger.

        How much the whole and the likeliest part are like a flag, how much the whole and the
        unlikeliest are harmless, and the largest lead of a flag in one text.
        """
        flag = margins[:, self.dangerous].max(axis=1)
        harmless = margins[:, ~self.dangerous].max(axis=1)
        lead = (flag - harmless).max()
        return tuple(map(float, (flag[0], flag.max(), harmless[0], harmless.min(), lead)))

    def state(self) -> Mapping[str, NDArray[Any]]:
        """Arrays from which ``from_state`` makes the same again."""
        return {**self.classifier.state(), "dangerous": self.dangerous}

    @classmethod
    def from_state(cls, state: Mapping[str, NDArray[Any]]) -> Kinds:
        """What ``state`` gave arrays of."""
        return cls(MarginClassifier.from_state(state), state["dangerous"])

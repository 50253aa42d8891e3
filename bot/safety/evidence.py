"""What speaks for a red flag in a message, as numbers from which one calibrated decision is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.safety.lexicon import CUES, Findings, Lexicon
from bot.safety.views import Views
from bot.safety.windows import windows

_MOST: Final = 12
_SHORT: Final = 120
_HARMLESS: Final = -0.6


class EvidenceReader:
    """Gathers the evidence of messages.

    Characters and words are read of the whole message and of each part, so that harmless words
    around a sign hide nothing.
    """

    def __init__(self, views: Views, lexicon: Lexicon) -> None:
        self._views = views
        self._lexicon = lexicon

    def suspect(self, text: str) -> NDArray[np.float32] | None:
        """The features of a message; None when nothing in it could raise an alarm.

        That is so when it is short and harmless by characters and by words: its parts and the
        rules would not outweigh them (measured in docs/safety.md), and take most of the time.
        """
        if len(text) <= _SHORT and max(*self._margins([text])) < _HARMLESS:
            return None
        return self.read(text)

    def read(self, text: str) -> NDArray[np.float32]:
        """The features of a message, of shape (features,).

        The margins of the whole message by characters and by words, the highest of its parts, and
        what the rules say.
        """
        characters, words = self._margins(windows(text)[:_MOST])
        margins = [characters[0], words[0], characters.max(), words.max()]
        return np.asarray([*margins, *_of_rules(self._lexicon.find(text))], dtype=np.float32)

    def _margins(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """By characters and by words, of shape (texts,) each."""
        return self._views.characters.margins(texts), self._views.words.margins(texts)


def _of_rules(findings: Findings) -> tuple[float, ...]:
    """What the rules say: signs without and with a cue beside them, and the cues where there is a sign."""
    named = bool(findings.plain or findings.doubtful)
    return (
        float(bool(findings.plain)),
        float(bool(findings.doubtful)),
        *(float(cue in findings.cues and named) for cue in CUES),
    )

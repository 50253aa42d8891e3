"""What speaks for a red flag in a message, as numbers from which one calibrated decision is made."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.safety.lexicon import CUES, Findings, Lexicon
from bot.safety.views import Views
from bot.safety.windows import windows

_MOST: Final = 12
_SHORT: Final = 120
_HARMLESS: Final = -0.5


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
        if len(text) <= _SHORT and self._is_harmless(text):
            return None
        return self.read(text)

    def read(self, text: str) -> NDArray[np.float32]:
        """The features of a message, of shape (features,).

        The margins of the whole message by characters and by words, the highest of its parts, how
        much it is like a flag, and what the rules say.
        """
        views, parts = self._views, windows(text)[:_MOST]
        characters = views.characters.margins(views.characters.vectorizer.weigh(parts))
        by_word = views.words.vectorizer.weigh(parts)
        words = views.words.margins(by_word)
        margins = [characters[0], words[0], characters.max(), words.max()]
        kinds = views.kinds.evidence(views.kinds.margins(by_word))
        return np.asarray([*margins, *kinds, *_of_rules(self._lexicon.find(text))], dtype=np.float32)

    def _is_harmless(self, text: str) -> bool:
        """Whether the whole is plainly harmless by characters and by words."""
        return all(view.margin_of(text) < _HARMLESS for view in (self._views.characters, self._views.words))


def _of_rules(findings: Findings) -> tuple[float, ...]:
    """What the rules say: signs without and with a cue beside them, and the cues where there is a sign."""
    named = bool(findings.plain or findings.doubtful)
    return (
        float(bool(findings.plain)),
        float(bool(findings.doubtful)),
        *(float(cue in findings.cues and named) for cue in CUES),
    )

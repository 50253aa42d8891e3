"""``python -m bot.training.red_flags``: learns what red flags sound like and keeps it in var/."""

from __future__ import annotations

import sys
from typing import Final

from bot.safety.learning import fingerprint, fit
from bot.safety.lexicon import Lexicon
from bot.safety.model import SafetyModel
from bot.safety.red_flag import MODEL_FILE, read_red_flags, read_sentences
from bot.settings import Settings
from knowledge.catalogue import load_catalogue
from knowledge.encoder import UniversalSentenceEncoder
from knowledge.encoder_cache import CachedEncoder
from knowledge.examples import all_examples
from knowledge.source_file import SourceError

_ORDINARY: Final = 5  # every fifth of the ordinary sentences is enough to tell them from red flags


def main() -> int:
    """Learn and keep, unless what is kept belongs to the data; 2 when a file cannot be used."""
    settings = Settings.from_environment()
    try:
        flags = read_red_flags()
        sentences, lexicon = read_sentences(flags), Lexicon(flags)
        ordinary = all_examples(load_catalogue())[::_ORDINARY]
    except SourceError as error:
        print(error, file=sys.stderr)
        return 2
    # The vectors of the topics' questions are in a file of their own, which others write meanwhile.
    encoder = CachedEncoder(UniversalSentenceEncoder(), settings.var / "red-flags")
    path = settings.var / MODEL_FILE
    if not path.exists() or SafetyModel.load(path).fingerprint != fingerprint(
        [*sentences, *ordinary], encoder.name
    ):
        fit(sentences, ordinary, encoder, lexicon, flags).save(path)
    print(f"{len(sentences)} sentences of {len(flags)} red flags, {len(ordinary)} ordinary ones")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m bot.training.red_flags``: learns what red flags sound like and keeps it in var/."""

from __future__ import annotations

import sys

from bot.safety.learning import Learner, fingerprint
from bot.safety.lexicon import Lexicon
from bot.safety.red_flag import MODEL_FILE, read_red_flags, read_sentences
from bot.safety.word_patterns import WordPatterns
from bot.settings import Settings
from bot.training.ordinary_messages import ordinary_messages
from knowledge.array_file import kept_fingerprint
from knowledge.source_file import SourceError


def main() -> int:
    """Learn and keep, unless what is kept belongs to the data; 2 when a file cannot be used."""
    settings = Settings.from_environment()
    try:
        flags = read_red_flags()
        sentences = read_sentences(flags)
        ordinary = ordinary_messages()
        learner = Learner(Lexicon(flags), WordPatterns.read(), flags)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 2
    path = settings.var / MODEL_FILE
    if kept_fingerprint(path) != fingerprint([*sentences, *ordinary]):
        learner.fit(sentences, ordinary).save(path)
    print(f"{len(sentences)} sentences of {len(flags)} red flags, {len(ordinary)} ordinary ones")
    return 0


if __name__ == "__main__":
    sys.exit(main())

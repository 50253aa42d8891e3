"""``python -m bot.training.when``: learns which days and times are wished and keeps it in var/."""

from __future__ import annotations

import sys

from bot.booking.when.judge.learning import fingerprint, learn
from bot.booking.when.judge.phrases import WHEN_FILE, read_circumstances, read_phrases
from bot.settings import Settings
from knowledge.array_file import kept_fingerprint
from knowledge.source_file import SourceError


def main() -> int:
    """Learn and keep, unless what is kept belongs to the data; 2 when a file cannot be used."""
    settings = Settings.from_environment()
    try:
        phrases, circumstances = read_phrases(), read_circumstances()
    except SourceError as error:
        print(error, file=sys.stderr)
        return 2
    path = settings.var / WHEN_FILE
    if kept_fingerprint(path) != fingerprint(phrases, circumstances):
        learn(phrases, circumstances).save(path)
    print(f"{len(phrases)} phrases")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m bot.training.knowledge``: fits what ranks the topics and keeps it in var/."""

from __future__ import annotations

import sys

from bot.settings import Settings
from knowledge.catalogue import load_catalogue
from knowledge.encoder_cache import CachedEncoder
from knowledge.examples import all_examples
from knowledge.late_encoder import LateEncoder
from knowledge.library import MODEL_FILE, load_or_fit
from knowledge.passages import PassageIndex
from knowledge.source_file import SourceError


def main() -> int:
    """Fit and keep; the exit code is 2 when a file of the knowledge cannot be used."""
    settings = Settings.from_environment()
    try:
        catalogue = load_catalogue()
        examples = all_examples(catalogue)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 2
    encoder = CachedEncoder(LateEncoder(settings.encoder), settings.var)
    load_or_fit(settings.var / MODEL_FILE, examples, encoder)
    PassageIndex(catalogue.documents.values(), encoder)  # so that the first start finds their vectors
    print(f"{len(examples)} sentences, {len(catalogue.topics)} topics")
    return 0


if __name__ == "__main__":
    sys.exit(main())

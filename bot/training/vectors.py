"""``python -m bot.training.vectors``: encodes all that is learnt from, once, on all cores.

Rasa and the topics, which learn side by side, would each encode the same sentences.
"""

from __future__ import annotations

import sys

from bot.settings import Settings
from knowledge.catalogue import Catalogue, load_catalogue
from knowledge.encoder_cache import CachedEncoder
from knowledge.examples import intent_examples, question_examples
from knowledge.parallel_encoder import ParallelEncoder
from knowledge.passages import spoken
from knowledge.source_file import SourceError


def main() -> int:
    """Encode and keep; the exit code is 2 when a file cannot be used."""
    settings = Settings.from_environment()
    try:
        texts = sentences_of_topics(load_catalogue())
    except SourceError as error:
        print(error, file=sys.stderr)
        return 2
    CachedEncoder(ParallelEncoder(settings.encoder), settings.var).encode(texts)
    print(f"{len(texts)} sentences")
    return 0


def sentences_of_topics(catalogue: Catalogue) -> list[str]:
    """Every question, every example of an intent and every passage of a document."""
    passages = [
        spoken(passage)
        for document in catalogue.documents.values()
        for found in document.passages.values()
        for passage in found
    ]
    questions = [each.text for topic in catalogue.topics.values() for each in question_examples(topic)]
    return [*questions, *(each.text for each in intent_examples(leaning=True)), *passages]


if __name__ == "__main__":
    sys.exit(main())

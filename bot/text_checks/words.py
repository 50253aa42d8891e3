"""The word lists of the dialogue: ``words.yml``, ``names.yml`` and ``services.yml``."""

from __future__ import annotations

from bot.text_checks.text import check_pattern, is_list, is_mapping
from knowledge.source_file import Entry


def check_words(entry: Entry) -> None:
    """Check that every list below has something in it, and that each of its words can be looked for.

    Raises:
        SourceError: with file, line and reason.
    """
    if is_mapping(entry):
        values = list(entry.fields().values())
    elif is_list(entry):
        values = entry.items()
    else:
        check_pattern(entry)
        return
    if not values:
        raise entry.error("expected a word, found nothing")
    for value in values:
        check_words(value)

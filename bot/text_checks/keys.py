"""Which keys a mapping must have: no more, and no fewer."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.language import Language
from knowledge.source_file import Entry


def languages(entry: Entry) -> dict[Language, Entry]:
    """The values of the four languages.

    Raises:
        SourceError: with file, line and reason, when one is missing or another is there.
    """
    found = entry.exactly(list(Language))
    return {language: found[language] for language in Language}


def by_key(entry: Entry, keys: Collection[str]) -> dict[str, dict[Language, Entry]]:
    """The values of each key by language, in a file that has the languages first.

    Raises:
        SourceError: with file, line and reason, when a language or a key is missing or unknown.
    """
    found = {language: values.exactly(keys) for language, values in languages(entry).items()}
    return {key: {language: values[key] for language, values in found.items()} for key in keys}

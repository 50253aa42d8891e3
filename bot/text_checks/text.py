"""What one text must be: there, short enough, and with no placeholder but those that are filled in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from string import Formatter
from typing import Final

import yaml

from bot.gateway.whatsapp.length import length
from knowledge.language import Language
from knowledge.source_file import Entry

_STRING: Final = "tag:yaml.org,2002:str"
NOTHING: Final[frozenset[str]] = frozenset()


def text_of(entry: Entry) -> str:
    """A text that is not blank and that YAML reads as one.

    Raises:
        SourceError: with file, line and reason.
    """
    text = entry.text()
    if entry.node.tag != _STRING:
        raise entry.error(f"YAML does not read {text} as a text; put quotation marks around it")
    return text


def check_text(entry: Entry, known: Collection[str] = NOTHING) -> frozenset[str]:
    """The placeholders of a text, which may have the known ones only.

    Raises:
        SourceError: with file, line and reason.
    """
    text = text_of(entry)
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise entry.error("a brace is left open, or stands alone") from error
    if unknown := sorted(names - set(known)):
        listed = ", ".join(sorted(known)) or "none"
        raise entry.error(f"unknown placeholder {{{unknown[0]}}}; known: {listed}")
    return frozenset(names)


def check_length(entry: Entry, most: int, what: str) -> None:
    """Refuse a text that a channel would cut.

    Raises:
        SourceError: with file, line and reason.
    """
    if (found := length(text_of(entry))) > most:
        raise entry.error(f"'{entry.text()}' has {found} characters; {what} shows at most {most}")


def check_translations(entries: Mapping[Language, Entry], known: Collection[str] = NOTHING) -> None:
    """Check a text in its languages: the placeholders of each are those of English.

    Raises:
        SourceError: with file, line and reason.
    """
    found = {language: check_text(entry, known) for language, entry in entries.items()}
    for language, entry in entries.items():
        if differing := sorted(found[language] ^ found[Language.EN]):
            side = "has no" if differing[0] in found[Language.EN] else "alone has"
            raise entry.error(f"the {language} text {side} {{{differing[0]}}}, unlike the {Language.EN} text")


def check_pattern(entry: Entry) -> None:
    """Refuse what is no regular expression, or finds itself in every text.

    Raises:
        SourceError: with file, line and reason.
    """
    try:
        finds_nothing = re.compile(text_of(entry)).fullmatch("")
    except re.error as error:
        raise entry.error(f"'{entry.text()}' is no regular expression: {error}") from error
    if finds_nothing:
        raise entry.error(f"'{entry.text()}' is found in every text")


def is_list(entry: Entry) -> bool:
    """Whether a value is a list."""
    return isinstance(entry.node, yaml.SequenceNode)


def is_mapping(entry: Entry) -> bool:
    """Whether a value is a mapping."""
    return isinstance(entry.node, yaml.MappingNode)

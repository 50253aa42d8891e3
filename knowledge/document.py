"""The source documents, digested into passages that can be shown where no topic fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.language import Language
from knowledge.source_file import SourceError, read_text


@dataclass(frozen=True)
class Passage:
    """One paragraph of a document in one language."""

    document: str
    language: Language
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """A source document: its short id, its titles and its passages by language."""

    id: str
    titles: Mapping[Language, str]
    passages: Mapping[Language, tuple[Passage, ...]]


_LANGUAGE_HEADING = re.compile(r"# \[(?P<language>[\w-]+)\] (?P<title>.+)")


def read_document(path: Path) -> Document:
    """Read ``documents/<id>.md``.

    A line ``# [en] Title`` opens a language; ``## Heading`` opens a passage, which is the
    paragraph under it.

    Raises:
        SourceError: with file, line and reason, when a part is missing or stands in no place.
    """
    titles: dict[Language, str] = {}
    passages: dict[Language, tuple[Passage, ...]] = {}
    for language, title, lines in _sections(path):
        titles[language] = title
        passages[language] = tuple(_passages(path, language, lines))
    for language in Language:
        if not passages.get(language):
            raise SourceError(path, 1, f"no passages in {language}: expected '# [{language}] Title'")
    return Document(path.stem, titles, passages)


def _sections(path: Path) -> Iterator[tuple[Language, str, list[tuple[int, str]]]]:
    opened: tuple[Language, str, list[tuple[int, str]]] | None = None
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if line.startswith("# "):
            if opened:
                yield opened
            opened = (*_heading(path, number, line), [])
        elif opened and line.strip():
            opened[2].append((number, line.strip()))
        elif line.strip():
            raise SourceError(path, number, "text before the first '# [language] Title'")
    if opened:
        yield opened


def _heading(path: Path, number: int, line: str) -> tuple[Language, str]:
    match = _LANGUAGE_HEADING.fullmatch(line.strip())
    if not match or match["language"] not in set(Language):
        raise SourceError(path, number, f"expected '# [language] Title' with one of {', '.join(Language)}")
    return Language(match["language"]), match["title"].strip()


def _passages(path: Path, language: Language, lines: list[tuple[int, str]]) -> Iterator[Passage]:
    heading, texts = "", list[str]()
    for number, line in lines:
        if line.startswith("## "):
            if texts:
                yield Passage(path.stem, language, heading, "\n".join(texts))
            heading, texts = line[3:].strip(), []
        elif not heading:
            raise SourceError(path, number, "text before the first '## Heading'")
        else:
            texts.append(line)
    if texts:
        yield Passage(path.stem, language, heading, "\n".join(texts))

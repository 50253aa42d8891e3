"""Rules over lay wording: which signs a clause names, and what makes them mean less.

A concept is a list of words and phrases ("numb", "can't feel"); a rule is a list of concepts that
all stand in one clause; cues are negations, times past, other persons, general questions and
figures of speech. ``data/red_flags/<language>/lexicon.yml`` holds them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.safety.red_flag import RED_FLAG_DATA
from bot.spacy_without_torch import Doc, Matcher, PhraseMatcher, Pipeline, blank
from knowledge.language import Language
from knowledge.normalization import normalize
from knowledge.source_file import Entry, read_yaml

CUES: Final = ("negation", "past", "someone_else", "general", "figurative")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LATIN: Final = re.compile(r"[a-z]{2}")
_CLAUSE_ENDS: Final = frozenset(".!?,;:。！？，；：、…")


@dataclass(frozen=True)
class Findings:
    """What the rules say of a message.

    ``plain`` are the flags named in a clause without a cue, ``doubtful`` those in a clause with
    one; ``cues`` are all cues of the message.
    """

    plain: frozenset[str]
    doubtful: frozenset[str]
    cues: frozenset[str]

    def __or__(self, other: Findings) -> Findings:
        return Findings(self.plain | other.plain, self.doubtful | other.doubtful, self.cues | other.cues)


_NOTHING: Final = Findings(frozenset(), frozenset(), frozenset())


class Lexicon:
    """The rules of all languages: Latin letters by one blank pipeline, Chinese by another."""

    def __init__(self, flags: Collection[str], folder: Path = RED_FLAG_DATA) -> None:
        """Read and check the files.

        Raises:
            SourceError: with file, line and reason, when a rule names an unknown flag or concept.
        """
        roots = {language: read_yaml(folder / language / "lexicon.yml") for language in Language}
        tables = {language: _read(root, flags) for language, root in roots.items()}
        self._latin = _Rules(blank("en"), [tables[Language.EN], tables[Language.NL]])
        self._han = _Rules(blank("zh"), [tables[Language.ZH_HANT], tables[Language.ZH_HANS]])

    def find(self, text: str) -> Findings:
        """What the rules say of a message."""
        folded = normalize(text)
        latin = self._latin.find(folded) if _LATIN.search(folded) else _NOTHING
        return latin | self._han.find(folded) if _HAN.search(folded) else latin


@dataclass(frozen=True)
class _Table:
    """One language's file: phrases by concept, rules as (flag, concepts), phrases by cue."""

    concepts: Mapping[str, Sequence[str]]
    rules: Sequence[tuple[str, tuple[str, ...]]]
    cues: Mapping[str, Sequence[str]]


def _read(root: Entry, flags: Collection[str]) -> _Table:
    concepts = {name: entry.texts() for name, entry in root.field("concepts").fields().items()}
    rules = []
    for flag, entry in root.field("signs").fields().items():
        if flag not in flags:
            raise entry.error(f"'{flag}' is no red flag; flags.yml lists them")
        for item in entry.items():
            named = tuple(item.texts())
            if unknown := [name for name in named if name not in concepts]:
                raise item.error(f"'{unknown[0]}' is no concept of this file")
            rules.append((flag, named))
    cues = root.field("cues")
    return _Table(concepts, rules, {name: cues.field(name).texts() for name in CUES})


class _Rules:
    """The rules of the languages that share a script."""

    def __init__(self, pipeline: Pipeline, tables: Sequence[_Table]) -> None:
        self._pipeline = pipeline
        self._phrases = PhraseMatcher(pipeline.vocab)
        self._endings = Matcher(pipeline.vocab)
        self._begun: dict[str, set[str]] = defaultdict(set)
        self._rules: list[tuple[str, tuple[str, ...]]] = []
        for number, table in enumerate(tables):
            for name, phrases in table.concepts.items():
                self._add(f"{number}.{name}", phrases)
            for name, phrases in table.cues.items():
                self._add(f"cue.{name}", phrases)
            self._rules += [
                (flag, tuple(f"{number}.{name}" for name in named)) for flag, named in table.rules
            ]

    def _add(self, key: str, phrases: Sequence[str]) -> None:
        whole = [normalize(phrase) for phrase in phrases if not phrase.endswith("*")]
        begun = [normalize(phrase[:-1]) for phrase in phrases if phrase.endswith("*")]
        if whole:
            self._phrases.add(key, [self._pipeline.make_doc(phrase) for phrase in whole])
        for phrase in begun:
            self._add_begun(key, [token.text for token in self._pipeline.make_doc(phrase)])

    def _add_begun(self, key: str, words: Sequence[str]) -> None:
        """A phrase whose last word may go on; single words are looked up by their beginnings."""
        if len(words) == 1:
            self._begun[words[0]].add(key)
        elif words:
            last = {"TEXT": {"REGEX": f"^{re.escape(words[-1])}"}}
            self._endings.add(key, [[*({"TEXT": word} for word in words[:-1]), last]])

    def find(self, folded: str) -> Findings:
        """What the rules say of a message in lower case."""
        doc = self._pipeline.make_doc(folded)
        by_clause = self._concepts(doc)
        plain: set[str] = set()
        doubtful: set[str] = set()
        cues: set[str] = set()
        for found in by_clause.values():
            here = {name.removeprefix("cue.") for name in found if name.startswith("cue.")}
            cues |= here
            named = {flag for flag, concepts in self._rules if found.issuperset(concepts)}
            (doubtful if here else plain).update(named)
        return Findings(frozenset(plain), frozenset(doubtful), frozenset(cues))

    def _concepts(self, doc: Doc) -> dict[int, set[str]]:
        """The concepts and cues of each clause."""
        clause_of, clause = [], 0
        for token in doc:
            clause_of.append(clause)
            clause += token.text in _CLAUSE_ENDS
        found: dict[int, set[str]] = defaultdict(set)
        strings = self._pipeline.vocab.strings
        matchers = (matcher for matcher in (self._phrases, self._endings) if len(matcher))
        for key, start, _ in (match for matcher in matchers for match in matcher(doc)):
            found[clause_of[start]].add(strings[key])
        for token, clause in zip(doc, clause_of, strict=True):
            found[clause].update(*self._of_word(token.text))
        return found

    def _of_word(self, word: str) -> list[set[str]]:
        """The keys of the beginnings that a word has."""
        begun = (self._begun.get(word[:length]) for length in range(1, len(word) + 1))
        return [keys for keys in begun if keys]

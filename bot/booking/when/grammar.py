"""The words and rules of a language, read from the table beside this file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from bot.booking.when.alternation import any_of
from bot.booking.when.folding import fold_chinese
from bot.booking.when.mention import ANY_MENTION, Sort
from bot.booking.when.numerals import chinese_numerals
from bot.booking.when.spelling import Spelling
from bot.content import read_content
from knowledge.language import Language

_FOLDER: Final = Path(__file__).parent
_SLOT: Final = re.compile(r"\{(~?)(?:([a-z]+)=)?([a-z|]+)\}")
_SIGN: Final = re.compile(r"(?<!\?P)<(day|time|part|nothing|any)>")
_SIGNS: Final = {
    "day": Sort.DAY,
    "time": Sort.TIME,
    "part": Sort.PART,
    "nothing": Sort.NOTHING,
    "any": ANY_MENTION,
}
_FIGURE: Final = r"(?<!\d)\d{1,2}(?!\d)"
_LETTER: Final = "[a-z0-9à-ÿ]"
_KEYS: Final = frozenset({"reads", "match", "only", "needs"})
# A character that no folded text has: it is looked for in no time, which "(?!)" is not.
_NEVER: Final = re.compile("\ue00f")
_FILES: Final = {
    Language.EN: ("figures", "en", "zh", "foreign"),
    Language.NL: ("figures", "nl", "en", "zh", "foreign"),
    Language.ZH_HANT: ("figures", "zh", "en", "foreign"),
    Language.ZH_HANS: ("figures", "zh", "en", "foreign"),
}

Constant = int | str
Table = Mapping[str, Constant]


@dataclass(frozen=True, eq=False)
class Need:
    """A pattern without which a rule cannot match; a pattern itself is digested at each look into a set."""

    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Rule:
    """A pattern, what it is read as, and what its groups and constants mean.

    ``needs``: each of them must match somewhere in the text for this one to match.
    """

    reads: str
    pattern: re.Pattern[str]
    constants: Mapping[str, Constant]
    slots: Mapping[str, Table]
    needs: frozenset[Need]


@dataclass(frozen=True, eq=False)
class Cues:
    """Words around mentions, as patterns over the marked text."""

    negations: re.Pattern[str]
    negations_after: re.Pattern[str]
    conditions: re.Pattern[str]
    denial_joins: re.Pattern[str]
    list_joins: re.Pattern[str]
    corrections: re.Pattern[str]
    moves: re.Pattern[str]
    targets: re.Pattern[str]
    alternatives: re.Pattern[str]
    history: re.Pattern[str]
    past: re.Pattern[str]
    symptoms: re.Pattern[str]
    habits: re.Pattern[str]
    engaged: re.Pattern[str]
    coming: re.Pattern[str]
    conclusions: re.Pattern[str]
    requests: re.Pattern[str]
    wanting: re.Pattern[str]
    background: re.Pattern[str]
    replaced: re.Pattern[str]
    same_time: re.Pattern[str]
    wishes: re.Pattern[str]
    clause_ends: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    after_suffix: re.Pattern[str]
    before_suffix: re.Pattern[str]
    ranges: re.Pattern[str]
    about: re.Pattern[str]
    about_suffix: re.Pattern[str]
    since: re.Pattern[str]
    since_suffix: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class Grammar:
    """One table: its spelling, its rules in the order in which they are tried, its cues.

    ``only_with_han``: it has nothing to read in a text without Chinese characters.
    """

    spelling: Spelling
    rules: Sequence[Rule]
    cues: Cues
    only_with_han: bool = False

    @cached_property
    def needs(self) -> frozenset[Need]:
        """All that its rules need."""
        return frozenset().union(*(rule.needs for rule in self.rules))


@cache
def grammars(language: Language) -> tuple[Grammar, ...]:
    """The tables by which a message of a language is read, in their order."""
    return tuple(_grammar(name, language) for name in _FILES[language])


def read_all_grammars() -> None:
    """Make every language's tables now: with the first message that needs them it would wait for seconds."""
    for language in Language:
        grammars(language)


def _grammar(name: str, language: Language) -> Grammar:
    content: Mapping[str, Any] = read_content(_FOLDER / f"{name}.yml")
    reader = _Reader(content, in_words=name != "zh")
    rules = [
        rule
        for entry in content["rules"]
        if language in entry.get("only", [language])
        for rule in reader.rules(entry)
    ]
    spelling = Spelling.read(content.get("spelling", {}))
    cues = reader.cues(content.get("cues", {}))
    foreign = name == "zh" and not language.is_chinese
    return Grammar(spelling, rules, cues, only_with_han=foreign)


class _Reader:
    """Turns the entries of a table's file into patterns."""

    def __init__(self, content: Mapping[str, Any], *, in_words: bool) -> None:
        self._in_words = in_words
        self._tables = {name: self._table(entry) for name, entry in content.get("tables", {}).items()}
        if not in_words:
            self._tables["number"] = dict(chinese_numerals())
        self._alternatives = {name: any_of(table) for name, table in self._tables.items()}

    def _table(self, entry: Mapping[Constant, Sequence[str]]) -> dict[str, Constant]:
        return {self._folded(str(word)): value for value, words in entry.items() for word in words}

    def _folded(self, text: str) -> str:
        return text if self._in_words else fold_chinese(text)

    def rules(self, entry: Mapping[str, Any]) -> Iterable[Rule]:
        """The rules of one entry: one for each of its patterns."""
        constants = {key: value for key, value in entry.items() if key not in _KEYS}
        texts = [entry["match"]] if isinstance(entry["match"], str) else entry["match"]
        matches = [text.replace("=num}", "=number|figure}") for text in texts]
        for match in matches:
            slots = {name or table: self._slot(table) for _, name, table in _SLOT.findall(match)}
            words = [self._words_of(table) for optional, _, table in _SLOT.findall(match) if not optional]
            needs = frozenset(map(_need, [*self._needed(entry), *words]))
            yield Rule(entry["reads"], self.pattern(match), constants, slots, needs)

    def _needed(self, entry: Mapping[str, Any]) -> list[str]:
        return [self._folded(entry["needs"])] if "needs" in entry else []

    def _slot(self, tables: str) -> Table:
        merged: dict[str, Constant] = {}
        for table in tables.split("|"):
            merged |= self._tables.get(table, {})
        return merged

    def _words_of(self, tables: str) -> str:
        return "|".join(
            r"\d" if table == "figure" else self._alternatives[table] for table in tables.split("|")
        )

    def pattern(self, template: str) -> re.Pattern[str]:
        """The pattern of a template; in words it does not begin or end inside one."""
        body = _SIGN.sub(lambda sign: _SIGNS[sign[1]], self._folded(template))
        body = _SLOT.sub(self._group, body)
        return _compiled(f"(?<!{_LETTER})(?:{body})(?!{_LETTER})" if self._in_words else body)

    def _group(self, slot: re.Match[str]) -> str:
        name, tables = slot[2] or slot[3], slot[3]
        # A figure is never part of a longer one.
        words = (_FIGURE if table == "figure" else self._alternatives[table] for table in tables.split("|"))
        return f"(?P<{name}>{'|'.join(words)})"

    def cues(self, entry: Mapping[str, Sequence[str]]) -> Cues:
        """The cues of a file; those that it lacks never match."""
        patterns = {name: self._cue(entry.get(name, ())) for name in Cues.__dataclass_fields__}
        return Cues(**patterns)

    def _cue(self, templates: Sequence[str]) -> re.Pattern[str]:
        """One pattern of several; those that begin with a set of signs need no word's edges."""
        if not templates:
            return _NEVER
        bounded = [template for template in templates if not template.startswith("[")]
        signs = [template for template in templates if template.startswith("[")]
        patterns = [*signs, *([self.pattern("|".join(bounded)).pattern] if bounded else [])]
        return re.compile("|".join(patterns))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled once: one table is read for several languages."""
    return re.compile(pattern)


@cache
def _need(pattern: str) -> Need:
    return Need(_compiled(pattern))

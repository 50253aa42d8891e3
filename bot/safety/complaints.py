"""The plainest complaints, put together from what people say: where it hurts, since when, what they want."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import Final

from bot.safety.red_flag import NONE, RED_FLAG_DATA
from knowledge.examples import Example
from knowledge.language import Language
from knowledge.source_file import Entry, read_yaml

_OF_EACH_LANGUAGE: Final = 900
_SEED: Final = 1
_OPENED: Final = 0.35
_DATED: Final = 0.75
_ENDED: Final = 0.35


@dataclass(frozen=True)
class Complaints:
    """What complaints of one language are made of; statements have a place for ``{part}``."""

    language: Language
    parts: Sequence[str]
    statements: Sequence[str]
    onsets: Sequence[str]
    openings: Sequence[str]
    ends: Sequence[str]

    def draw(self, count: int, chance: Random) -> Iterator[Example]:
        """So many complaints, each a harmless example; some may be the same."""
        for _ in range(count):
            yield Example(self._one(chance), NONE, self.language)

    def _one(self, chance: Random) -> str:
        statement = chance.choice(self.statements).format(part=chance.choice(self.parts))
        said = [statement]
        if chance.random() < _DATED:
            said.insert(chance.randrange(2), chance.choice(self.onsets))
        if chance.random() < _OPENED:
            said.insert(0, chance.choice(self.openings))
        if chance.random() < _ENDED:
            said.append(chance.choice(self.ends))
        return self._between(chance).join(said)

    def _between(self, chance: Random) -> str:
        if self.language in (Language.ZH_HANT, Language.ZH_HANS):
            return chance.choice(["", "，", " "])
        return chance.choice([" ", " ", ", "])


def plain_complaints(folder: Path = RED_FLAG_DATA) -> list[Example]:
    """Complaints of every language, the same each time and none of them twice.

    Raises:
        SourceError: with file, line and reason, when the file of their parts cannot be used.
    """
    chance = Random(_SEED)  # noqa: S311 - the same complaints each time
    drawn = (each.draw(_OF_EACH_LANGUAGE, chance) for each in read_complaints(folder))
    return list(dict.fromkeys(chain.from_iterable(drawn)))


def read_complaints(folder: Path = RED_FLAG_DATA) -> list[Complaints]:
    """Read what complaints are made of, for each language.

    Raises:
        SourceError: with file, line and reason, when something is missing or has braces of its own.
    """
    root = read_yaml(folder / "complaints.yml")
    return [_complaints(language, root.field(language)) for language in Language]


def _complaints(language: Language, entry: Entry) -> Complaints:
    lists: Mapping[str, list[str]] = {
        name: entry.field(name).texts() for name in ("parts", "onsets", "openings", "ends")
    }
    return Complaints(language, statements=_statements(entry.field("statements")), **lists)


def _statements(entry: Entry) -> list[str]:
    for item in entry.items():
        rest = item.text().replace("{part}", "")
        if "{" in rest or "}" in rest:
            raise item.error("the only place in a statement is {part}")
    return entry.texts()

"""Reading one topic's file, knowledge/answers/<family>/<topic>.yml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from knowledge.language import Language
from knowledge.source_file import Entry, SourceError, read_yaml
from knowledge.topic import MANNERS, Basis, LocalizedTopic, Topic

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEYS: Final = ("basis", "sources", *Language)
# WhatsApp's reply buttons hold 20 characters.
LABEL_LENGTH: Final = 20
KNOWLEDGE: Final = Path(__file__).resolve().parent
_MAX_ANSWER: Final = 2_000


def topic_paths(folder: Path = KNOWLEDGE) -> list[Path]:
    """The topic files of a knowledge folder, in a fixed order."""
    return sorted((folder / "answers").glob("*/*.yml"))


def topic_path(topic: str, folder: Path = KNOWLEDGE) -> Path:
    """Where a topic's file stands."""
    return folder / "answers" / f"{topic}.yml"


def read_topic(path: Path, *, text: str | None = None) -> Topic:
    """Read and check a topic file, or ``text`` as if it stood in that file.

    Raises:
        SourceError: with file, line and reason, when anything in it cannot be used.
    """
    found = read_yaml(path, text).exactly(_KEYS)
    return Topic(
        id=_topic_id(path),
        basis=_basis(found["basis"]),
        sources=tuple(found["sources"].texts()),
        languages={language: _localized(found[language]) for language in Language},
    )


def _topic_id(path: Path) -> str:
    family, name = path.parent.name, path.stem
    for part in (family, name):
        if not _NAME.fullmatch(part):
            raise SourceError(path, 1, f"'{part}' is no topic name: use a-z, 0-9 and hyphens")
    return f"{family}/{name}"


def _basis(entry: Entry) -> Basis:
    value = entry.text()
    if value not in set(Basis):
        raise entry.error(f"basis '{value}' is unknown; expected {', '.join(Basis)}")
    return Basis(value)


def _localized(entry: Entry) -> LocalizedTopic:
    label = entry.field("label")
    if len(label.text()) > LABEL_LENGTH:
        raise label.error(
            f"the label has {len(label.text())} characters; at most {LABEL_LENGTH} fit a button"
        )
    answer = entry.field("answer")
    if len(answer.text()) > _MAX_ANSWER:
        raise answer.error(f"the answer has {len(answer.text())} characters; at most {_MAX_ANSWER} are shown")
    return LocalizedTopic(
        title=entry.field("title").text(),
        label=label.text(),
        ask=entry.field("ask").text(),
        answer=answer.text(),
        questions=_questions(entry.field("questions")),
    )


def _questions(entry: Entry) -> dict[str, tuple[str, ...]]:
    questions: dict[str, tuple[str, ...]] = {}
    for manner, listed in entry.fields().items():
        if manner not in MANNERS:
            raise listed.error(f"manner '{manner}' is unknown; expected {', '.join(MANNERS)}")
        questions[manner] = tuple(listed.texts())
    return questions

"""The labelled sentences that ranking is learnt from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from knowledge.language import Language
from knowledge.source_file import read_yaml
from knowledge.topic import Topic

if TYPE_CHECKING:
    from knowledge.catalogue import Catalogue

NLU_DATA: Final = Path(__file__).resolve().parent.parent / "data" / "nlu"
OUT_OF_SCOPE: Final = "out_of_scope"
# These mean nothing by themselves, so no likeness to them may speak against a topic.
_LEANING: Final = {"follow_up"}


@dataclass(frozen=True)
class Example:
    """A sentence and what it is about: a topic's id, or an intent's name."""

    text: str
    label: str
    language: Language


def question_examples(topic: Topic) -> Iterator[Example]:
    """Every question of a topic, in all languages."""
    for language, localized in topic.languages.items():
        for question in localized.all_questions():
            yield Example(question, topic.id, language)


def intent_examples(folder: Path = NLU_DATA, *, leaning: bool = False) -> Iterator[Example]:
    """The examples of every intent of Rasa's NLU data, which no topic answers.

    What only leans on the turn before is among them where ``leaning`` asks for it.

    Raises:
        SourceError: with file, line and reason, when a file is not in Rasa's format.
    """
    for path in sorted(path for language in Language for path in (folder / language).glob("*.yml")):
        for block in read_yaml(path).field("nlu").items():
            fields = block.fields()
            if "intent" not in fields or (fields["intent"].text() in _LEANING and not leaning):
                continue
            for line in block.field("examples").text().splitlines():
                if text := line.removeprefix("-").strip():
                    yield Example(text, fields["intent"].text(), Language(path.parent.name))


def all_examples(catalogue: Catalogue, folder: Path = NLU_DATA) -> list[Example]:
    """Questions of all topics and examples of all intents."""
    questions = [example for topic in catalogue.topics.values() for example in question_examples(topic)]
    return [*questions, *intent_examples(folder)]

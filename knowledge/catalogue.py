"""All that the clinic knows: its topics, documents and profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.clinic import ClinicProfile, read_clinic
from knowledge.document import Document, read_document
from knowledge.language import Language
from knowledge.source_file import read_yaml
from knowledge.topic import Topic
from knowledge.topic_file import KNOWLEDGE, read_topic, topic_path, topic_paths


@dataclass(frozen=True)
class Catalogue:
    """Topics by id, documents by id, and the clinic's profile, checked against each other."""

    topics: Mapping[str, Topic]
    documents: Mapping[str, Document]
    clinic: ClinicProfile

    def answer(self, topic: str, language: Language) -> str:
        """A topic's answer with the clinic's facts filled in.

        Raises:
            KeyError: when there is no such topic.
        """
        return self.clinic.fill(self.topics[topic].languages[language].answer, language)

    def families(self) -> list[str]:
        """The families of topics, in alphabetical order."""
        return sorted({topic.family for topic in self.topics.values()})


def load_catalogue(folder: Path = KNOWLEDGE) -> Catalogue:
    """Read and check everything below a knowledge folder.

    Raises:
        SourceError: naming the first file that cannot be used.
    """
    return assemble(
        [read_topic(path) for path in topic_paths(folder)],
        [read_document(path) for path in sorted((folder / "documents").glob("*.md"))],
        read_clinic(folder / "clinic.yml"),
        folder,
    )


def assemble(
    topics: Iterable[Topic], documents: Iterable[Document], clinic: ClinicProfile, folder: Path
) -> Catalogue:
    """Join what was read, checking that every source and placeholder exists.

    Raises:
        SourceError: naming the topic file that refers to something unknown.
    """
    catalogue = Catalogue(
        topics={topic.id: topic for topic in topics},
        documents={document.id: document for document in documents},
        clinic=clinic,
    )
    for topic in catalogue.topics.values():
        _check_references(catalogue, topic, topic_path(topic.id, folder))
    return catalogue


def _check_references(catalogue: Catalogue, topic: Topic, path: Path) -> None:
    for position, source in enumerate(topic.sources):
        if source not in catalogue.documents:
            known = ", ".join(sorted(catalogue.documents))
            entry = read_yaml(path).field("sources").items()[position]
            raise entry.error(f"source '{source}' is unknown; expected {known}")
    for language in Language:
        try:
            catalogue.answer(topic.id, language)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            known = ", ".join(sorted(catalogue.clinic.placeholders(language)))
            reason = f"the {language} answer has an unknown placeholder {error}; known: {known}"
            raise read_yaml(path).field(language).field("answer").error(reason) from error

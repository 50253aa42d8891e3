"""Answers and fallbacks as messages of the chat API."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from knowledge.catalogue import Catalogue
from knowledge.clinic import by_language
from knowledge.index import Index
from knowledge.language import Language
from knowledge.retrieval import Candidate
from knowledge.source_file import Entry, read_yaml

_TEXTS: Final = Path(__file__).with_name("texts.yml")


def answer_message(index: Index, candidate: Candidate, language: Language) -> dict[str, Any]:
    """A topic's answer with the documents that it rests on."""
    catalogue = index.catalogue
    topic = catalogue.topics[candidate.topic]
    return {
        "text": catalogue.answer(topic.id, language),
        "kind": "answer",
        "topic": topic.id,
        "title": topic.languages[language].title,
        "basis": str(topic.basis),
        "sources": [
            {"document": source, "title": catalogue.documents[source].titles[language]}
            for source in topic.sources
        ],
        "confidence": round(candidate.probability, 4),
        "suggestions": [suggestion(catalogue, related, language) for related in index.related[topic.id]],
    }


def fallback_message(
    name: str,
    language: Language,
    confidence: float,
    suggestions: Sequence[dict[str, str]] | None = None,
    **values: str,
) -> dict[str, Any]:
    """One of the fallback texts; its own suggestions unless others are given."""
    entry = _texts()[name]
    text = by_language(entry.field("text"))[language].format_map(values)
    offered = _own_suggestions(entry, language) if suggestions is None else list(suggestions)
    return {"text": text, "kind": "fallback", "confidence": round(confidence, 4), "suggestions": offered}


def suggestion(catalogue: Catalogue, topic: str, language: Language) -> dict[str, str]:
    """A quick reply that asks about a topic."""
    localized = catalogue.topics[topic].languages[language]
    return {"title": localized.label, "text": localized.ask}


def _own_suggestions(entry: Entry, language: Language) -> list[dict[str, str]]:
    listed = entry.field("suggestions").field(language).items()
    return [item.text_by_key() for item in listed]


@cache
def _texts() -> dict[str, Entry]:
    return read_yaml(_TEXTS).fields()

"""Finding the passage of a document that comes nearest to a text."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.document import Document, Passage
from knowledge.encoder import Encoder, FloatMatrix
from knowledge.language import Language


class PassageIndex:
    """All passages of all documents with their vectors, by language."""

    def __init__(self, documents: Iterable[Document], encoder: Encoder) -> None:
        listed = list(documents)
        self._passages = {
            language: [passage for document in listed for passage in document.passages[language]]
            for language in Language
        }
        self._vectors = {
            language: encoder.encode([spoken(passage) for passage in passages])
            for language, passages in self._passages.items()
        }

    def nearest(self, vector: FloatMatrix, language: Language) -> tuple[Passage, float]:
        """The passage most like a vector of shape (1, dimensions), and how like it is."""
        likeness = self._vectors[language] @ vector[0]
        best = int(likeness.argmax())
        return self._passages[language][best], float(likeness[best])


def spoken(passage: Passage) -> str:
    """A passage as it is compared with what people write."""
    return f"{passage.heading}. {passage.text}"

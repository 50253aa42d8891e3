from __future__ import annotations

import pytest

from knowledge.catalogue import Catalogue
from knowledge.library import Library
from knowledge.retriever import Retriever, Thresholds


@pytest.fixture(scope="session")
def retriever(library: Library) -> Retriever:
    return library.retriever


@pytest.fixture(scope="session")
def small_catalogue(library: Library) -> Catalogue:
    return library.retriever.index.catalogue


@pytest.fixture
def torn_retriever(library: Library) -> Retriever:
    """A retriever that is never sure, and so asks which topic is meant."""
    return Retriever(
        library.retriever.index, library.retriever._encoder, Thresholds(answer=1.1, choice=0, torn=0)
    )


@pytest.fixture
def reading_retriever(library: Library) -> Retriever:
    """A retriever that is never sure and never torn, and so shows passages."""
    thresholds = Thresholds(answer=1.1, torn=9.0, passage=0.5)
    return Retriever(library.retriever.index, library.retriever._encoder, thresholds)

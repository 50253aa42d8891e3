from __future__ import annotations

import unicodedata

import pytest

from knowledge.catalogue import Catalogue
from knowledge.examples import Example, all_examples


@pytest.fixture(scope="session")
def examples(catalogue: Catalogue) -> list[Example]:
    """Every sentence that anything is learnt from."""
    return all_examples(catalogue)


def bare(text: str) -> str:
    """A text without case, width, spaces and punctuation; the text itself where nothing else is left."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum()) or folded.strip()

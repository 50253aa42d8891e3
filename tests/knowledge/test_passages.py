"""The passage of a document that comes nearest to a text."""

from __future__ import annotations

import pytest

from knowledge.encoder import Encoder
from knowledge.language import Language
from knowledge.library import Library

_MUGWORT = {
    Language.EN: "Is mugwort burnt near the skin?",
    Language.NL: "Wordt er bijvoet verbrand bij de huid?",
    Language.ZH_HANT: "艾葉係咪喺皮膚附近燒㗎？",
    Language.ZH_HANS: "艾叶是在皮肤附近烧的吗？",
}


@pytest.mark.parametrize("language", Language)
def test_the_passage_that_speaks_of_it_is_found_in_the_language(
    language: Language, library: Library, encoder: Encoder
) -> None:
    vector = encoder.encode([_MUGWORT[language]])
    passage, likeness = library.retriever.index.passages.nearest(vector, language)

    assert passage.language is language
    assert passage.heading in ("Moxibustion", "Moxibustie", "艾灸")
    assert 0.3 < likeness < 1


@pytest.mark.parametrize("language", Language)
def test_its_own_words_are_most_like_a_passage(
    language: Language, library: Library, encoder: Encoder
) -> None:
    for document in library.retriever.index.catalogue.documents.values():
        for passage in document.passages[language]:
            vector = encoder.encode([f"{passage.heading}. {passage.text}"])
            found, likeness = library.retriever.index.passages.nearest(vector, language)
            assert found == passage
            assert likeness == pytest.approx(1, abs=1e-4)

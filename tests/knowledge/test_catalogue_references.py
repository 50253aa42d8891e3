"""What topics refer to must exist: their documents and the clinic's facts."""

from __future__ import annotations

import pytest

from knowledge.catalogue import load_catalogue
from knowledge.language import Language
from knowledge.source_file import SourceError
from tests.conftest import SmallClinic

_ANSWERS = {
    Language.EN: ("A session takes", 8),
    Language.NL: ("Een sessie duurt 30", 29),
    Language.ZH_HANT: ("一次療程需時", 50),
    Language.ZH_HANS: ("一次治疗需要 30", 71),
}


def test_everything_is_found_by_its_id(clinic: SmallClinic) -> None:
    catalogue = load_catalogue(clinic.knowledge)

    assert set(catalogue.documents) == {"faq", "guide"}
    assert len(catalogue.topics) == 5
    assert all(topic.id == key for key, topic in catalogue.topics.items())
    assert catalogue.families() == ["clinic", "prevention", "safety", "session", "therapies"]
    assert catalogue.clinic.phone == "(852) 1234 5678"


@pytest.mark.parametrize("language", Language)
def test_an_answer_has_the_clinics_facts_filled_in(language: Language, clinic: SmallClinic) -> None:
    catalogue = load_catalogue(clinic.knowledge)
    answer = catalogue.answer("clinic/contact", language)

    assert all(fact in answer for fact in ("(852) 1234 5678", "(852) 8765 4321"))
    assert catalogue.clinic.names[language] in answer
    assert "{" not in answer


def test_an_unknown_topic_has_no_answer(clinic: SmallClinic) -> None:
    with pytest.raises(KeyError):
        load_catalogue(clinic.knowledge).answer("session/price", Language.EN)


def test_an_unknown_source_is_refused_where_it_stands(clinic: SmallClinic) -> None:
    path = clinic.topic("session/length")
    clinic.edit(path, "sources: [guide, faq]", "sources:\n  - guide\n  - myth")

    with pytest.raises(SourceError) as caught:
        load_catalogue(clinic.knowledge)
    assert (caught.value.path, caught.value.line) == (path, 4)
    assert caught.value.reason == "source 'myth' is unknown; expected faq, guide"


@pytest.mark.parametrize(
    "broken", ["{fone}", "{", "}", "{}", "{0}", "{phone.number}", "{phone[one]}", "{phone:d}"]
)
@pytest.mark.parametrize("language", Language)
def test_an_unknown_placeholder_is_refused_where_it_stands(
    language: Language, broken: str, clinic: SmallClinic
) -> None:
    path, (start, line) = clinic.topic("session/length"), _ANSWERS[language]
    clinic.edit(path, f"  answer: {start}", f"  answer: Call {broken} now. {start}")

    with pytest.raises(SourceError) as caught:
        load_catalogue(clinic.knowledge)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert f"the {language} answer has an unknown placeholder" in caught.value.reason
    assert "known: address, clinic, hours, phone, whatsapp" in caught.value.reason


def test_the_first_broken_file_is_the_one_that_is_named(clinic: SmallClinic) -> None:
    for topic in ("therapies/cupping", "clinic/contact"):
        clinic.topic(topic).write_text("nothing", encoding="utf-8")

    with pytest.raises(SourceError, match=r"^contact\.yml, line 1"):
        load_catalogue(clinic.knowledge)

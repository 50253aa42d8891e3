"""What staff change in a file is answered at once; a broken file is refused and the old answer stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from structlog.testing import capture_logs

from knowledge.language import Language
from knowledge.library import Library
from knowledge.retrieval import Answered, NotFound
from knowledge.source_file import SourceError
from tests.conftest import SmallClinic

_OLD = {
    Language.EN: "A session takes 30 to 60 minutes.",
    Language.NL: "Een sessie duurt 30 tot 60 minuten.",
    Language.ZH_HANT: "一次療程需時 30 至 60 分鐘。",
    Language.ZH_HANS: "一次治疗需要 30 到 60 分钟。",
}
_GUASHA = {
    Language.EN: ("Guasha", "What is guasha?", "What does scraping the skin with a spoon do?"),
    Language.NL: ("Guasha", "Wat is guasha?", "Wat doet het schrapen van de huid met een lepel?"),
    Language.ZH_HANT: ("刮痧", "甚麼是刮痧？", "用匙羹刮皮膚有甚麼作用？"),
    Language.ZH_HANS: ("刮痧", "什么是刮痧？", "用勺子刮皮肤有什么作用？"),
}


def topic_of(library: Library, text: str, language: Language) -> str | None:
    found = library.retriever.retrieve(text, language)
    return found.topics[0].topic if isinstance(found, Answered) else None


def answer(library: Library, topic: str, language: Language) -> str:
    return library.retriever.index.catalogue.answer(topic, language)


def guasha_file() -> str:
    parts = ["basis: tradition", "sources: [guide]"]
    for language, (title, ask, question) in _GUASHA.items():
        lines = [f"title: {title}", f"label: {title}", f"ask: {ask}", f"answer: {title} ({language})."]
        listed = ["questions:", f"  plain: ['{question}']", f"  short: ['{title}']"]
        parts += [f"{language}:", *(f"  {line}" for line in lines + listed)]
    return "\n".join(parts)


@pytest.mark.parametrize("language", Language)
def test_an_edited_answer_is_live_after_a_reload(language: Language, clinic: SmallClinic) -> None:
    library = clinic.open()
    ranker = library.retriever.index.ranker
    clinic.edit(clinic.topic("session/length"), _OLD[language], "New! {phone}")
    assert answer(library, "session/length", language) == _OLD[language]

    assert library.reload()
    assert answer(library, "session/length", language) == "New! (852) 1234 5678"
    assert library.retriever.index.ranker is ranker


def test_an_edited_profile_is_live_in_the_answers_that_name_it(clinic: SmallClinic) -> None:
    library = clinic.open()
    clinic.edit(clinic.knowledge / "clinic.yml", "(852) 1234 5678", "(852) 5555 0000")

    assert library.reload()
    for language in Language:
        assert "(852) 5555 0000" in answer(library, "clinic/contact", language)


def test_an_edited_passage_is_found(clinic: SmallClinic) -> None:
    library = clinic.open()
    path = clinic.knowledge / "documents" / "faq.md"
    clinic.edit(
        path, "## Sleeping\n", "## Fees\nThe first visit costs less than the second.\n\n## Sleeping\n"
    )

    assert library.reload()
    vector = clinic.encoder.encode(["The first visit costs less than the second."])
    passage, _ = library.retriever.index.passages.nearest(vector, Language.EN)
    assert passage.heading == "Fees"


def _not_utf8(clinic: SmallClinic) -> None:
    path = clinic.topic("session/length")
    path.write_bytes(path.read_bytes().replace(_OLD[Language.EN].encode(), b"Caf\xe9"))


def _document_not_utf8(clinic: SmallClinic) -> None:
    (clinic.knowledge / "documents" / "guide.md").write_bytes(b"# [en] Caf\xe9")


def _edit(name: str, old: str, new: str) -> Callable[[SmallClinic], None]:
    return lambda clinic: clinic.edit(clinic.knowledge / name, old, new)


_LENGTH = "answers/session/length.yml"


@pytest.mark.parametrize(
    ("break_it", "place", "reason"),
    [
        (_edit(_LENGTH, "basis: advice", "basis: [advice"), "length.yml, line 2", "not valid YAML"),
        (_edit(_LENGTH, "basis: advice", "basis: rumour"), "length.yml, line 1", "basis 'rumour' is unknown"),
        (_edit(_LENGTH, "[guide, faq]", "[guide, myth]"), "length.yml, line 2", "source 'myth' is unknown"),
        (
            _edit(_LENGTH, _OLD[Language.EN], "Call {fone}"),
            "length.yml, line 8",
            "unknown placeholder 'fone'",
        ),
        (_edit(_LENGTH, _OLD[Language.ZH_HANS], ""), "length.yml, line 71", "found nothing"),
        (_edit(_LENGTH, "\nzh-Hant:", "\nfr:"), "length.yml, line 47", "unknown key 'fr'"),
        (_edit("clinic.yml", "sunday: closed", "sunday: later"), "clinic.yml, line 17", "no opening hours"),
        (
            _edit("documents/guide.md", "# [nl]", "# [de]"),
            "guide.md, line 9",
            "expected '# [language] Title'",
        ),
        (_not_utf8, "length.yml, line 1", "not UTF-8"),
        (_document_not_utf8, "guide.md, line 1", "not UTF-8"),
        (lambda clinic: (clinic.knowledge / "clinic.yml").unlink(), "clinic.yml", "No such file"),
    ],
)
def test_a_broken_file_is_refused_and_the_old_answer_stays(
    break_it: Callable[[SmallClinic], None], place: str, reason: str, clinic: SmallClinic
) -> None:
    library = clinic.open()
    clinic.edit(clinic.topic("therapies/cupping"), "In cupping, cups", "Here, cups")
    break_it(clinic)

    with capture_logs() as logs:
        assert not library.reload()
    (entry,) = logs
    assert entry["event"] == "knowledge.reload.refused"
    assert place in entry["reason"]
    assert reason in entry["reason"]
    assert answer(library, "session/length", Language.EN) == _OLD[Language.EN]
    assert answer(library, "therapies/cupping", Language.EN).startswith("In cupping, cups")
    assert topic_of(library, "How long does a session take?", Language.EN) == "session/length"


def test_a_repaired_file_is_live(clinic: SmallClinic) -> None:
    library, path = clinic.open(), clinic.topic("session/length")
    clinic.edit(path, _OLD[Language.EN], "Call {fone}")
    assert not library.reload()
    clinic.edit(path, "{fone}", "{phone}")

    assert library.reload()
    assert answer(library, "session/length", Language.EN) == "Call (852) 1234 5678"


def test_nothing_starts_from_a_broken_file(clinic: SmallClinic) -> None:
    clinic.edit(clinic.topic("session/length"), "basis: advice", "basis: rumour")
    with pytest.raises(SourceError, match=r"^length\.yml, line 1: basis 'rumour' is unknown"):
        clinic.open()


@pytest.mark.parametrize("language", Language)
def test_a_new_topic_is_found_by_its_questions_before_anything_is_learnt(
    language: Language, clinic: SmallClinic
) -> None:
    library = clinic.open()
    _, ask, question = _GUASHA[language]
    assert topic_of(library, question, language) != "therapies/guasha"
    clinic.topic("therapies/guasha").write_text(guasha_file(), encoding="utf-8")

    assert library.reload()
    assert topic_of(library, question, language) == "therapies/guasha"
    assert topic_of(library, ask, language) == "therapies/guasha"
    assert len(library.retriever.index.related["therapies/guasha"]) == 2
    assert topic_of(library, _GUASHA[language][0], language) == "therapies/guasha"


def test_a_new_topic_takes_no_question_from_the_others(clinic: SmallClinic) -> None:
    library = clinic.open()
    clinic.topic("therapies/guasha").write_text(guasha_file(), encoding="utf-8")
    library.reload()

    for topic in library.retriever.index.catalogue.topics.values():
        for language, localized in topic.languages.items():
            assert topic_of(library, localized.ask, language) == topic.id


@pytest.mark.parametrize("language", Language)
def test_a_removed_topic_is_no_longer_answered(language: Language, clinic: SmallClinic) -> None:
    library = clinic.open()
    ask = library.retriever.index.catalogue.topics["therapies/cupping"].languages[language].ask
    clinic.topic("therapies/cupping").unlink()

    assert library.reload()
    found = library.retriever.retrieve(ask, language, previous="therapies/cupping")
    assert isinstance(found, NotFound) or "therapies/cupping" not in str(found)
    assert "therapies/cupping" not in library.retriever.index.related
    assert topic_of(library, "How long does a session take?", Language.EN) == "session/length"

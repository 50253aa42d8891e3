"""Whatever is wrong in a topic's file is refused with file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.language import Language
from knowledge.source_file import SourceError
from knowledge.topic import Basis
from knowledge.topic_file import read_topic, topic_paths

_FILE = Path(__file__).parent / "small_clinic" / "knowledge" / "answers" / "session" / "length.yml"
_TEXT = _FILE.read_text(encoding="utf-8")


def refused(text: str, path: Path = _FILE) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_topic(path, text=text)
    assert caught.value.path == path
    return caught.value


def changed(old: str, new: str) -> str:
    assert old in _TEXT
    return _TEXT.replace(old, new, 1)


def line_of(start: str) -> int:
    """The first line that opens with a text, counted from 1."""
    return next(n for n, line in enumerate(_TEXT.splitlines(), start=1) if line.startswith(start))


def test_a_topic_is_read_in_all_languages() -> None:
    topic = read_topic(_FILE)

    assert (topic.id, topic.family) == ("session/length", "session")
    assert topic.basis is Basis.ADVICE
    assert topic.sources == ("guide", "faq")
    assert set(topic.languages) == set(Language)
    dutch = topic.languages[Language.NL]
    assert dutch.title == "Hoelang een sessie duurt"
    assert dutch.label == "Duur van een sessie"
    assert dutch.answer == "Een sessie duurt 30 tot 60 minuten."
    assert dutch.questions["short"] == ("duur sessie", "hoelang behandeling")


@pytest.mark.parametrize("language", Language)
def test_the_quick_reply_is_one_of_the_questions(language: Language) -> None:
    localized = read_topic(_FILE).languages[language]
    questions = list(localized.all_questions())
    assert questions[0] == localized.ask
    assert len(questions) == 1 + sum(map(len, localized.questions.values()))


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("basis: advice", "basis: rumour", 1, "basis 'rumour' is unknown; expected tradition, evidence"),
        ("basis: advice", "basis:", 1, "found nothing"),
        ("basis: advice\n", "", 1, "the key 'basis' is missing"),
        ("sources: [guide, faq]\n", "", 1, "the key 'sources' is missing"),
        ("sources: [guide, faq]", "sources: guide", 2, "expected a list"),
        ("sources: [guide, faq]", "sources: [guide, '']", 2, "found nothing"),
        ("basis: advice", "basis: advice\ncolour: red", 2, "unknown key 'colour'"),
        ("basis: advice", "basis: advice\nbasis: clinic", 2, "the key 'basis' stands here a second time"),
        ("  label: Length of a session", "  label: Length of one session", 6, "21 characters; at most 20"),
        ("  label: Length of a session", "  label:", 6, "found nothing"),
        ("  title: How long a session takes", "  title: [How long]", 5, "expected a text"),
        ("  answer: A session", f"  answer: {'a' * 1_990} A session", 8, "2024 characters; at most 2000"),
        ("    plain:", "    loud:", 11, "manner 'loud' is unknown; expected plain, colloquial"),
        (
            "    short:\n      - session length\n",
            "    short: session length\n    more:\n",
            17,
            "expected a list",
        ),
        ("- session length", "- ''", 18, "found nothing"),
        ("- session length", "- session: length", 18, "expected a text"),
        ("- session length", '- "session length', 18, "not valid YAML"),
    ],
)
def test_what_cannot_be_used_is_refused(old: str, new: str, line: int, reason: str) -> None:
    error = refused(changed(old, new))
    assert reason in error.reason
    assert error.line == line


@pytest.mark.parametrize("language", Language)
def test_a_missing_language_is_refused(language: Language) -> None:
    error = refused(changed(f"\n{language}:\n", "\n# moved\nfr:\n"))
    assert error.reason.startswith("unknown key 'fr'")
    lines = _TEXT.splitlines()
    start = lines.index(f"{language}:")
    ends = [n for n in range(start + 1, len(lines)) if lines[n].endswith(":") and lines[n][0] != " "]
    without = lines[:start] + lines[ends[0] if ends else len(lines) :]
    assert refused("\n".join(without)).reason == f"the key '{language}' is missing"


@pytest.mark.parametrize("key", ["title", "label", "ask", "answer", "questions"])
@pytest.mark.parametrize("language", Language)
def test_each_part_is_needed_in_each_language(language: Language, key: str) -> None:
    opening, closing = f"\n{language}:\n", f"\n  {key}:"
    start = _TEXT.index(opening)
    place = _TEXT.index(closing, start)
    error = refused(_TEXT[:place] + f"\n  {key}x:" + _TEXT[place + len(closing) :])
    assert error.reason == f"the key '{key}' is missing"
    assert error.line == line_of(f"{language}:") + 1


@pytest.mark.parametrize("name", ["Length", "session length", "session_length", "-length", "長度"])
def test_a_name_that_is_no_topic_id_is_refused(name: str) -> None:
    assert f"'{name}' is no topic name" in refused(_TEXT, Path("answers/session") / f"{name}.yml").reason
    assert f"'{name}' is no topic name" in refused(_TEXT, Path("answers") / name / "length.yml").reason


def test_a_file_of_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "session" / "length.yml"
    path.parent.mkdir()
    path.write_bytes(_TEXT.encode("gb18030"))
    with pytest.raises(SourceError, match=r"^length\.yml, line 1: the file is not UTF-8 text"):
        read_topic(path)


def test_topic_files_come_in_a_fixed_order() -> None:
    paths = topic_paths(_FILE.parents[2])
    assert [f"{path.parent.name}/{path.stem}" for path in paths] == [
        "clinic/contact",
        "prevention/sleeping",
        "safety/pain-of-needles",
        "session/length",
        "therapies/cupping",
    ]

"""Reading the documents' passages, and what is wrong with a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.document import Passage, read_document
from knowledge.language import Language
from knowledge.source_file import SourceError

_FILE = Path(__file__).parent / "small_clinic" / "knowledge" / "documents" / "guide.md"
_TEXT = _FILE.read_text(encoding="utf-8")


def test_a_document_has_titles_and_passages_in_all_languages() -> None:
    document = read_document(_FILE)

    assert document.id == "guide"
    assert document.titles == {
        Language.EN: "A guide to treatment",
        Language.NL: "Een gids voor behandeling",
        Language.ZH_HANT: "治療指南",
        Language.ZH_HANS: "治疗指南",
    }
    assert [len(document.passages[language]) for language in Language] == [2, 2, 2, 2]
    assert document.passages[Language.ZH_HANT][1] == Passage(
        "guide", Language.ZH_HANT, "艾灸", "艾灸是把曬乾的艾葉在皮膚附近燃燒，使皮膚溫暖。"
    )


def test_the_lines_of_a_passage_stay_together(tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_text(_TEXT.replace("is done with", "is\n\n  done with"), encoding="utf-8")

    passage = read_document(path).passages[Language.EN][0]
    assert passage.text == "A treatment takes 30 to 60 minutes and is\ndone with fine needles."


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("# [en] A guide", "Words\n# [en] A guide", 1, "text before the first '# [language] Title'"),
        ("# [nl] Een", "# [fr] Un", 9, "expected '# [language] Title' with one of en, nl, zh-Hant, zh-Hans"),
        ("# [nl] Een gids", "# Een gids", 9, "expected '# [language] Title'"),
        ("# [nl] Een gids voor behandeling", "# [nl]", 9, "expected '# [language] Title'"),
        ("## A treatment\n", "", 3, "text before the first '## Heading'"),
        ("# [zh-Hans] 治疗指南", "", 1, "no passages in zh-Hans"),
    ],
)
def test_a_broken_document_is_refused(old: str, new: str, line: int, reason: str, tmp_path: Path) -> None:
    assert old in _TEXT
    path = tmp_path / "guide.md"
    path.write_text(_TEXT.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(SourceError) as caught:
        read_document(path)
    assert reason in caught.value.reason
    assert (caught.value.path, caught.value.line) == (path, line)


@pytest.mark.parametrize("language", Language)
def test_a_language_without_a_passage_is_refused(language: Language, tmp_path: Path) -> None:
    others = [f"# [{other}] Title\n## Heading\nText" for other in Language if other is not language]
    path = tmp_path / "guide.md"
    path.write_text("\n".join([*others, f"# [{language}] Title", "## Heading"]), encoding="utf-8")

    with pytest.raises(SourceError, match=rf"line 1: no passages in {language}: expected"):
        read_document(path)


def test_a_document_of_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_bytes(_TEXT.encode("big5", errors="replace"))

    with pytest.raises(SourceError, match=r"^guide\.md, line 1: the file is not UTF-8 text"):
        read_document(path)

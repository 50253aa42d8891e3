"""A file that cannot be used is refused with its name, the line and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.source_file import SourceError, read_yaml


def refused(content: str | bytes, folder: Path) -> SourceError:
    path = folder / "file.yml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(SourceError) as caught:
        read_yaml(path)
    assert caught.value.path == path
    return caught.value


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", 1, "the file is empty"),
        ("\n# only a remark\n", 1, "the file is empty"),
        ("a: 1\nb: 'open\nc: 2\n", 2, "not valid YAML"),
        ("a: 1\n\tb: 2\n", 2, "not valid YAML"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "not valid YAML"),
        ("a: 1\nb: is it: long\n", 2, "not valid YAML"),
        ("a: 1\nb: *nothing\n", 2, "not valid YAML"),
        ("a: 1\n---\nb: 2\n", 2, "not valid YAML"),
        ("a: 針灸\nb: \x01\n", 2, "control characters are not allowed"),
        (b"a: caf\xe9\n", 1, "the file is not UTF-8 text"),
        (b"\xff\xfea\x00", 1, "the file is not UTF-8 text"),
    ],
)
def test_what_is_no_yaml_is_refused(content: str | bytes, line: int, reason: str, tmp_path: Path) -> None:
    error = refused(content, tmp_path)
    assert (error.line, reason in error.reason) == (line, True), error


def test_the_message_holds_name_line_reason_and_place(tmp_path: Path) -> None:
    assert str(refused("", tmp_path)) == f"file.yml, line 1: the file is empty ({tmp_path / 'file.yml'})"


def test_a_text_can_be_read_in_place_of_the_file() -> None:
    entry = read_yaml(Path("not/there.yml"), "a: in the browser")
    assert entry.field("a").text() == "in the browser"
    with pytest.raises(SourceError, match=r"^there\.yml, line 1: the key 'b' is missing"):
        entry.field("b")


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("x:\n  - one", 2, "expected a text, found a list or a mapping"),
        ("x:\n  a: b", 2, "expected a text, found a list or a mapping"),
        ("x:", 1, "expected a text, found nothing"),
        ("\n\nx: '  '", 3, "expected a text, found nothing"),
    ],
)
def test_a_text_is_expected(content: str, line: int, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_yaml(Path("file.yml"), content).field("x").text()
    assert (caught.value.line, caught.value.reason) == (line, reason)


@pytest.mark.parametrize("content", ["x: word", "x: {a: b}", "x:"])
def test_a_list_is_expected(content: str) -> None:
    with pytest.raises(SourceError, match="line 1: expected a list"):
        read_yaml(Path("file.yml"), content).field("x").texts()


@pytest.mark.parametrize("content", ["- a\n- b", "just words"])
def test_a_mapping_is_expected(content: str) -> None:
    with pytest.raises(SourceError, match="line 1: expected 'key: value' lines"):
        read_yaml(Path("file.yml"), content).fields()


def test_a_key_that_stands_twice_is_refused_where_it_stands_again() -> None:
    with pytest.raises(SourceError, match="line 3: the key 'a' stands here a second time"):
        read_yaml(Path("file.yml"), "a: 1\nb: 2\na: 3").fields()


def test_values_are_texts_whatever_yaml_would_make_of_them() -> None:
    entry = read_yaml(Path("file.yml"), "x: [no, 09:00, 2026-11-21, 1e3, '  spaces  ']")
    assert entry.field("x").texts() == ["no", "09:00", "2026-11-21", "1e3", "spaces"]

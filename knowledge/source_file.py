"""Reading the files that staff edit, with errors that name the file and the line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SourceError(ValueError):
    """A file that cannot be used; the message says where and why."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path.name}, line {line}: {reason} ({path})")
        self.path = path
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class Entry:
    """One value of a YAML file together with the place where it stands."""

    path: Path
    node: yaml.Node

    @property
    def line(self) -> int:
        """The line of this value, counted from 1."""
        return int(self.node.start_mark.line) + 1

    def error(self, reason: str) -> SourceError:
        """An error that points at this value."""
        return SourceError(self.path, self.line, reason)

    def text(self) -> str:
        """This value as a string that is not blank.

        Raises:
            SourceError: when it is a list or mapping, or blank.
        """
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.error("expected a text, found a list or a mapping")
        value = str(self.node.value).strip()
        if not value:
            raise self.error("expected a text, found nothing")
        return value

    def items(self) -> list[Entry]:
        """The values of this list.

        Raises:
            SourceError: when it is no list.
        """
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("expected a list (lines that start with '- ')")
        return [Entry(self.path, node) for node in self.node.value]

    def fields(self) -> dict[str, Entry]:
        """The values of this mapping by their keys.

        Raises:
            SourceError: when it is no mapping, or a key stands twice.
        """
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("expected 'key: value' lines")
        found: dict[str, Entry] = {}
        for key, value in self._pairs():
            if key in found:
                raise value.error(f"the key '{key}' stands here a second time")
            found[key] = value
        return found

    def field(self, name: str) -> Entry:
        """The value of one key.

        Raises:
            SourceError: when the key is missing.
        """
        fields = self.fields()
        if name not in fields:
            raise self.error(f"the key '{name}' is missing")
        return fields[name]

    def exactly(self, names: Collection[str]) -> dict[str, Entry]:
        """The values of these keys.

        Raises:
            SourceError: when one is missing or another is there.
        """
        for key, entry in self.fields().items():
            if key not in names:
                raise entry.error(f"unknown key '{key}'; expected {', '.join(names)}")
        return {name: self.field(name) for name in names}

    def texts(self) -> list[str]:
        """The strings of this list."""
        return [item.text() for item in self.items()]

    def text_by_key(self) -> dict[str, str]:
        """This mapping of keys to strings."""
        return {key: entry.text() for key, entry in self.fields().items()}

    def _pairs(self) -> Iterator[tuple[str, Entry]]:
        for key, value in self.node.value:
            yield str(key.value), Entry(self.path, value)


def read_text(path: Path) -> str:
    """The text of a file.

    Raises:
        SourceError: when it is not UTF-8.
        OSError: when it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(path, 1, "the file is not UTF-8 text") from error


def read_yaml(path: Path, text: str | None = None) -> Entry:
    """Read a YAML file, or ``text`` in its place.

    Raises:
        SourceError: when it cannot be read as UTF-8 or is not YAML.
    """
    content = read_text(path) if text is None else text
    try:
        node = yaml.compose(content, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        # A quotation mark that is never closed is mended where it was opened, not at the file's end.
        unclosed = error.problem and "end of stream" in error.problem
        mark = error.context_mark if unclosed else error.problem_mark
        raise SourceError(path, mark.line + 1 if mark else 1, f"not valid YAML: {error.problem}") from error
    except yaml.reader.ReaderError as error:
        line = content[: content.find(chr(error.character))].count("\n") + 1
        raise SourceError(path, line, f"not valid YAML: {error.reason}") from error
    if node is None:
        raise SourceError(path, 1, "the file is empty")
    return Entry(path, node)

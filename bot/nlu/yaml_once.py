"""Each YAML text is parsed once a training, for speed alone.

Rasa parses a file of training data to check it and again to read it, the domain twice as often, and
with each file the two schemas that it is checked by.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from rasa.shared.utils import io

_parse = io.read_yaml


def install_yaml_once() -> None:
    """Parse each text once for each way of reading it; everybody gets a copy."""
    io.read_yaml = read_yaml


def read_yaml(content: str, reader_type: str | list[str] = "safe") -> Any:
    """What Rasa's own function gives."""
    return copy.deepcopy(
        _parsed(content, reader_type if isinstance(reader_type, str) else tuple(reader_type))
    )


@cache
def _parsed(content: str, reader_type: str | tuple[str, ...]) -> Any:
    return _parse(content, reader_type if isinstance(reader_type, str) else list(reader_type))

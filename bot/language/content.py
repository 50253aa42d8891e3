"""Reading this package's word lists."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

_FOLDER: Final = Path(__file__).parent


def read_content(name: str) -> Mapping[str, Any]:
    """The word lists of one file of this package."""
    with (_FOLDER / name).open(encoding="utf-8") as file:
        content: Mapping[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    return content

"""Reading the texts and word lists that stand in YAML files beside the code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def read_content(path: Path) -> Any:
    """What a file holds, read once; files that staff edit are read by ``knowledge.source_file``."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)

"""Every quick reply that is written in a content file has a label that WhatsApp shows whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.gateway.whatsapp.choices import LONGEST_BUTTON
from bot.gateway.whatsapp.length import length

_ROOT = Path(__file__).parents[4]
_FILES = (
    "actions/texts.yml",
    "bot/booking/dialogue/texts.yml",
    "data/red_flags/advice.yml",
    "domain/responses/smalltalk.yml",
)


@pytest.mark.parametrize("name", _FILES)
def test_a_label_fits_a_button(name: str) -> None:
    titles = list(_titles(yaml.load((_ROOT / name).read_text("utf-8"), Loader=yaml.CSafeLoader)))

    assert titles
    assert [title for title in titles if length(title) > LONGEST_BUTTON] == []


def _titles(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for entry in part:
            yield from _titles(entry)
    elif isinstance(part, dict):
        if "title" in part:
            yield part["title"]
        for entry in part.values():
            yield from _titles(entry)

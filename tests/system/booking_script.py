"""Scripted conversations about appointments, and what their replies have to show."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from knowledge.language import Language

FOLDER: Final = Path(__file__).parent / "booking"
_KEYS: Final = {"say", "booking", "kinds", "no_booking", "keep", "new"}


@dataclass(frozen=True)
class Script:
    """One conversation of a language."""

    language: Language
    name: str
    turns: list[dict[str, Any]]


@dataclass
class Played:
    """What a script has kept so far, and how its replies are held against it."""

    kept: dict[str, str] = field(default_factory=dict)

    def text(self, turn: dict[str, Any]) -> str:
        """What is said in a turn."""
        return str(turn["say"]).format_map(self.kept) if "{" in turn["say"] else str(turn["say"])

    def check(self, turn: dict[str, Any], messages: list[dict[str, Any]]) -> None:
        """Hold a reply, without its notices, against a turn."""
        told = [message for message in messages if message["kind"] != "notice"]
        shown = [message["booking"] for message in told if message.get("booking")]
        texts = [message["text"] for message in told]
        if turn.get("no_booking"):
            assert not shown, (turn["say"], texts)
        if "kinds" in turn:
            assert [message["kind"] for message in told] == turn["kinds"], (turn["say"], texts)
        if "booking" in turn:
            assert shown, (turn["say"], texts)
            seen = {name: shown[-1].get(name) for name in turn["booking"]}
            assert seen == turn["booking"], (turn["say"], texts)
        if "keep" in turn:
            self.kept[turn["keep"]] = shown[-1]["reference"]


def scripts(language: Language) -> list[Script]:
    """The conversations of a language."""
    listed = yaml.safe_load((FOLDER / f"{language}.yml").read_text(encoding="utf-8"))
    assert all(turn.keys() <= _KEYS for one in listed for turn in one["turns"])
    return [Script(language, one["name"], one["turns"]) for one in listed]


ALL: Final = [script for language in Language for script in scripts(language)]

"""The project's training data as plain files for Rasa's own default pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from knowledge.examples import NLU_DATA, question_examples
from knowledge.topic_file import read_topic, topic_paths

CONFIG: Final = Path(__file__).resolve().parent / "stock" / "config.yml"
_VERSION: Final = "3.1"
# What FallbackClassifier says of a message that it is not sure of.
_FALLBACK: Final = "nlu_fallback"


@dataclass(frozen=True)
class StockData:
    """The labelled sentences, and what else the NLU data holds (synonyms, lookups)."""

    sentences: Sequence[tuple[str, str]]
    others: Sequence[dict[str, Any]]

    @property
    def intents(self) -> list[str]:
        """The intents, in alphabetical order."""
        return sorted({intent for intent, _ in self.sentences})

    def sample(self, count: int) -> StockData:
        """At most ``count`` of the sentences, spread evenly."""
        return StockData(self.sentences[:: -(-len(self.sentences) // count)], self.others)


def read_stock_data() -> StockData:
    """The sentences that Meridian is trained on, with the same intents."""
    blocks = [block for path in sorted(NLU_DATA.glob("**/*.yml")) for block in _nlu_blocks(path)]
    return StockData(
        sentences=[*_questions(), *(pair for block in blocks for pair in _examples(block))],
        others=[block for block in blocks if "intent" not in block],
    )


def write_project(folder: Path, data: StockData, epochs: int) -> None:
    """Write config, domain, training data and endpoints of a Rasa project into a folder."""
    _write(folder / "config.yml", _config(epochs))
    _write(folder / "domain.yml", _domain([*data.intents, _FALLBACK]))
    _write(folder / "data" / "nlu.yml", {"version": _VERSION, "nlu": [*_intents(data), *data.others]})
    _write(folder / "data" / "rules.yml", {"version": _VERSION, "rules": _rules([*data.intents, _FALLBACK])})
    _write(folder / "data" / "stories.yml", {"version": _VERSION, "stories": _stories(data.intents)})
    database = {"type": "SQL", "dialect": "sqlite", "db": str(folder / "tracker.db")}
    _write(folder / "endpoints.yml", {"tracker_store": database})
    _write(folder / "credentials.yml", {"rest": None})


def _questions() -> Iterator[tuple[str, str]]:
    for path in topic_paths():
        topic = read_topic(path)
        intent = "ask_" + topic.family.replace("-", "_")
        for example in question_examples(topic):
            yield intent, " ".join(example.text.split())


def _nlu_blocks(path: Path) -> list[dict[str, Any]]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return list(content["nlu"])


def _examples(block: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "intent" in block:
        for line in block["examples"].splitlines():
            if text := line.removeprefix("-").strip():
                yield block["intent"], text


def _intents(data: StockData) -> Iterator[dict[str, str]]:
    for intent in data.intents:
        lines = (f"- {text}\n" for each, text in data.sentences if each == intent)
        yield {"intent": intent, "examples": "".join(lines)}


def _config(epochs: int) -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    for component in (*config["pipeline"], *config["policies"]):
        if "epochs" in component:
            component["epochs"] = epochs
    return config


def _domain(intents: Sequence[str]) -> dict[str, Any]:
    return {
        "version": _VERSION,
        "intents": list(intents),
        "entities": ["requested_language"],
        "responses": {f"utter_{intent}": [{"text": f"This is about {intent}."}] for intent in intents},
    }


def _rules(intents: Sequence[str]) -> list[dict[str, Any]]:
    return [{"rule": intent, "steps": _steps(intent)} for intent in intents]


def _stories(intents: Sequence[str]) -> list[dict[str, Any]]:
    # TED and UnexpecTED learn from stories alone: each intent is followed by the next but two.
    following = [*intents[3:], *intents[:3]]
    return [
        {"story": f"{first}, then {second}", "steps": [*_steps(first), *_steps(second)]}
        for first, second in zip(intents, following, strict=True)
    ]


def _steps(intent: str) -> list[dict[str, str]]:
    return [{"intent": intent}, {"action": f"utter_{intent}"}]


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")

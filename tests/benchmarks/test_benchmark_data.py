from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from benchmarks.conversations import LENGTH, compose
from benchmarks.stock_data import StockData, read_stock_data, write_project
from knowledge.language import Language

TEXTS = {language: [f"{language} {number}" for number in range(10)] for language in Language}


def test_conversations_spread_over_the_languages() -> None:
    conversations = compose(TEXTS, messages=30, seed=1)
    assert len(conversations) == 8
    assert {len(conversation) for conversation in conversations} == {LENGTH}
    assert [conversation[0].split()[0] for conversation in conversations[:4]] == list(Language)


def test_the_same_seed_gives_the_same_conversations() -> None:
    assert compose(TEXTS, 40, seed=1) == compose(TEXTS, 40, seed=1)
    assert compose(TEXTS, 40, seed=1) != compose(TEXTS, 40, seed=2)


def test_stock_has_the_projects_sentences() -> None:
    data = read_stock_data()
    assert {"ask_session", "out_of_scope", "book_appointment"} <= set(data.intents)
    assert ("ask_session", "How long does an acupuncture session take?") in data.sentences
    assert not any("\n" in text for _, text in data.sentences)


def test_a_sample_is_spread_over_the_sentences() -> None:
    data = StockData([("ask_a", str(number)) for number in range(1_000)], [])
    assert [text for _, text in data.sample(4).sentences] == ["0", "250", "500", "750"]


def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def test_a_project_answers_every_intent(tmp_path: Path) -> None:
    synonym = {"synonym": "nl", "examples": "- Dutch\n"}
    write_project(
        tmp_path, StockData([("greet", "hi"), ("ask_a", "why"), ("greet", "hé")], [synonym]), epochs=7
    )
    assert read(tmp_path / "data" / "nlu.yml")["nlu"] == [
        {"intent": "ask_a", "examples": "- why\n"},
        {"intent": "greet", "examples": "- hi\n- hé\n"},
        synonym,
    ]
    rules = read(tmp_path / "data" / "rules.yml")["rules"]
    assert [rule["rule"] for rule in rules] == ["ask_a", "greet", "nlu_fallback"]
    assert set(read(tmp_path / "domain.yml")["responses"]) == {f"utter_{rule['rule']}" for rule in rules}


def test_a_project_has_rasas_own_pipeline_with_the_epochs_asked_for(tmp_path: Path) -> None:
    write_project(tmp_path, StockData([("greet", "hi")], []), epochs=7)
    config = read(tmp_path / "config.yml")
    epochs = {
        part["name"]: part["epochs"] for part in config["pipeline"] + config["policies"] if "epochs" in part
    }
    assert set(epochs.values()) == {7}
    assert set(epochs) == {"DIETClassifier", "ResponseSelector", "UnexpecTEDIntentPolicy", "TEDPolicy"}

from __future__ import annotations

import json

from benchmarks.machine import cpu_model
from benchmarks.measurement import Figures, Plan, Round
from benchmarks.memory import ProcessMemory
from benchmarks.report import as_json, report

PLAN = Plan(rounds=3, messages=400, clients=16)
OURS = Figures(
    training=40.0,
    start=10.0,
    rounds=[Round(0.010, 0.020, 100.0), Round(0.020, 0.030, 90.0), Round(0.011, 0.050, 80.0)],
    processes=[
        ProcessMemory("bot.gateway", 90_000_000, 60_000_000),
        ProcessMemory("actions", 0, 140_000_000),
    ],
)
STOCK = Figures(
    training=100.0,
    start=25.0,
    rounds=[Round(0.020, 0.040, 50.0), Round(0.022, 0.060, 60.0), Round(0.044, 0.050, 40.0)],
    processes=[ProcessMemory("rasa run", 1_200_000_000, 1_100_000_000)],
)


def lines(figures: dict[str, Figures]) -> dict[str, list[str]]:
    """The report's lines by their title, split at the columns' gaps."""
    split = (line.split("  ") for line in report(figures, PLAN))
    return {words[0]: [word.strip() for word in words[1:] if word.strip()] for words in split}


def test_medians_stand_beside_each_other_with_the_ratio_of_each_round() -> None:
    table = lines({"meridian": OURS, "stock": STOCK})
    assert table["median of 3 rounds"] == ["meridian", "stock", "meridian better by", "in each round"]
    assert table["one client, p50, ms"] == ["11.0", "22.0", "2.00 x", "2.00 1.10 4.00"]
    assert table["one client, p95, ms"] == ["30.0", "50.0", "1.67 x", "2.00 2.00 1.00"]
    assert table["training, s"] == ["40.0", "100.0", "2.50 x"]
    assert table["memory of all processes (PSS), MB"] == ["200.0", "1100.0", "5.50 x"]


def test_more_messages_a_second_are_better() -> None:
    table = lines({"meridian": OURS, "stock": STOCK})
    assert table["16 clients, messages a second"] == ["90.0", "50.0", "1.80 x", "2.00 1.50 2.00"]


def test_every_process_is_listed() -> None:
    table = lines({"meridian": OURS, "stock": STOCK})
    assert table["bot.gateway"] == ["90", "60"]
    assert table["rasa run"] == ["1200", "1100"]


def test_one_system_alone_has_no_ratios() -> None:
    table = lines({"meridian": OURS})
    assert table["one client, p50, ms"] == ["11.0"]


def test_figures_can_be_written_as_json() -> None:
    content = json.loads(json.dumps(as_json({"meridian": OURS}, PLAN, "a machine")))
    assert content["systems"]["meridian"]["rounds"][0] == {"p50": 0.010, "p95": 0.020, "rate": 100.0}


def test_the_cpu_is_named() -> None:
    assert cpu_model("processor\t: 0\nmodel name\t: Some CPU @ 2 GHz\n") == "Some CPU @ 2 GHz"
    assert cpu_model("") == "unknown CPU"

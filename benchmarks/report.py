"""The benchmark's table: each figure of Meridian beside the stock pipeline's, with their ratio."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from benchmarks.measurement import Figures, Plan, Round
from bot.evaluation.table import table

_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True)
class _Row:
    title: str
    value: Callable[[Figures], float]
    by_round: Callable[[Round], float] | None = None
    is_more_better: bool = False


def report(figures: Mapping[str, Figures], plan: Plan) -> Iterator[str]:
    """The lines of the table, and of each process's memory."""
    rows = [_cells(row, list(figures.values())) for row in _rows(plan)]
    yield from table(_header(list(figures), plan), rows)
    yield ""
    for name, of_system in figures.items():
        yield from _processes(name, of_system)


def as_json(figures: Mapping[str, Figures], plan: Plan, machine: str) -> dict[str, Any]:
    """All figures for a program: seconds, messages a second, bytes."""
    return {
        "machine": machine,
        "plan": asdict(plan),
        "systems": {name: asdict(of_system) for name, of_system in figures.items()},
    }


def _rows(plan: Plan) -> Sequence[_Row]:
    return (
        _round_row("one client, p50, ms", lambda each: 1000 * each.p50),
        _round_row("one client, p95, ms", lambda each: 1000 * each.p95),
        _round_row(f"{plan.clients} clients, messages a second", lambda each: each.rate, is_more_better=True),
        _Row("memory of all processes (PSS), MB", lambda figures: figures.pss / _MEGABYTE),
        _Row("training, s", lambda figures: figures.training),
        _Row("start to readiness, s", lambda figures: figures.start),
    )


def _round_row(title: str, value: Callable[[Round], float], *, is_more_better: bool = False) -> _Row:
    return _Row(title, lambda figures: figures.median(value), value, is_more_better)


def _header(names: Sequence[str], plan: Plan) -> list[str]:
    header = [f"median of {plan.rounds} rounds", *names]
    return header if len(names) == 1 else [*header, f"{names[0]} better by", "in each round"]


def _cells(row: _Row, systems: Sequence[Figures]) -> list[str]:
    cells = [row.title, *(f"{row.value(figures):.1f}" for figures in systems)]
    if len(systems) == 1:
        return cells
    ours, stock = systems
    return [*cells, f"{_factor(row, row.value(ours), row.value(stock)):.2f} x", _each_round(row, ours, stock)]


def _each_round(row: _Row, ours: Figures, stock: Figures) -> str:
    if row.by_round is None:
        return ""
    value = row.by_round
    pairs = zip(ours.rounds, stock.rounds, strict=True)
    return " ".join(f"{_factor(row, value(mine), value(theirs)):.2f}" for mine, theirs in pairs)


def _factor(row: _Row, ours: float, stock: float) -> float:
    return ours / stock if row.is_more_better else stock / ours


def _processes(name: str, figures: Figures) -> Iterator[str]:
    rows = [
        (process.name, f"{process.rss / _MEGABYTE:.0f}", f"{process.pss / _MEGABYTE:.0f}")
        for process in figures.processes
    ]
    yield from table((f"{name}: process", "RSS MB", "PSS MB"), rows)

"""Running a graph step by step gives what dask gives."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from bot.engine.rasa.graph_runner import install_direct_runner, plan

ran: list[str] = []


class Adder(GraphComponent):
    """Adds what it is given, and notes that it ran."""

    def __init__(self, name: str) -> None:
        self.name = name

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Adder:
        return cls(execution_context.node_name)

    def add(self, left: int, right: int) -> int:
        ran.append(self.name)
        if left < 0:
            raise RuntimeError("too little")
        return left + right


def node(left: str, right: str) -> SchemaNode:
    return SchemaNode(
        needs={"left": left, "right": right},
        uses=Adder,
        constructor_name="create",
        fn="add",
        config={},
        eager=True,
    )


SCHEMA = GraphSchema(
    {
        "last": node("middle", "first"),
        "middle": node("first", "b"),
        "first": node("a", "b"),
        "not asked for": node("last", "first"),
    }
)
INPUTS = {"a": 1, "b": 10}


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DaskGraphRunner:
    monkeypatch.setattr(DaskGraphRunner, "run", DaskGraphRunner.run)
    ran.clear()
    context = ExecutionContext(SCHEMA)
    return DaskGraphRunner.create(SCHEMA, LocalModelStorage(tmp_path), context)


def test_this_version_of_rasa_still_has_what_is_corrected():
    assert list(inspect.signature(DaskGraphRunner.run).parameters) == ["self", "inputs", "targets"]
    assert "self._instantiated_nodes" in inspect.getsource(DaskGraphRunner)


@pytest.mark.parametrize("targets", [["last"], ["first"], ["middle", "first"], ["not asked for"]])
def test_the_results_are_those_of_dask(runner, targets):
    expected = runner.run(INPUTS, targets)
    by_dask = sorted(ran)
    ran.clear()
    install_direct_runner()

    assert runner.run(INPUTS, targets) == expected
    assert sorted(ran) == by_dask


def test_a_component_runs_after_those_that_it_needs_and_once(runner):
    install_direct_runner()

    for inputs in (INPUTS, {"a": 2, "b": 3}):
        ran.clear()
        runner.run(inputs, ["last"])
        assert ran == ["first", "middle", "last"]


def test_the_order_is_worked_out_once_for_each_part(runner, monkeypatch):
    install_direct_runner()
    plans: list[list[str]] = []
    monkeypatch.setattr(
        "bot.engine.rasa.graph_runner.plan",
        lambda schema, targets: (plans.append(targets), plan(schema, targets))[1],
    )

    for targets in (["last"], ["first"], ["last"]):
        runner.run(INPUTS, targets)

    assert plans == [["last"], ["first"]]


def test_what_a_component_raises_comes_out_as_with_dask(runner):
    with pytest.raises(GraphComponentException, match="first"):
        runner.run({"a": -1, "b": 0}, ["first"])
    install_direct_runner()

    with pytest.raises(GraphComponentException, match="first"):
        runner.run({"a": -1, "b": 0}, ["first"])


def test_a_missing_input_is_an_error(runner):
    install_direct_runner()

    with pytest.raises(GraphRunError, match="Missing input"):
        runner.run({"a": 1}, ["first"])

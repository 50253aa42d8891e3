"""Running Rasa's prediction graphs without dask's scheduler, for speed alone.

``DaskGraphRunner.run`` cuts out the part of the graph that is asked for, hands it to dask's
threaded scheduler with one worker, and writes the whole tracker into a debug line that nobody
reads, three times a message. The order in which the components must run never changes, so it is
worked out once for each part that is asked for.
"""

from __future__ import annotations

import weakref
from graphlib import TopologicalSorter
from typing import Any, Final

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

# A node, and the nodes and inputs whose results it is given.
Step = tuple[str, tuple[str, ...]]
_PLANS: Final[weakref.WeakKeyDictionary[DaskGraphRunner, dict[tuple[str, ...], list[Step]]]] = (
    weakref.WeakKeyDictionary()
)


def install_direct_runner() -> None:
    """Run components one after the other in an order found once."""
    DaskGraphRunner.run = _run


def plan(schema: GraphSchema, targets: list[str]) -> list[Step]:
    """The steps that lead to the targets, each after those that it needs."""
    needed = schema.minimal_graph_schema(targets).nodes
    order = TopologicalSorter({name: node.needs.values() for name, node in needed.items()}).static_order()
    return [(name, tuple(needed[name].needs.values())) for name in order if name in needed]


def _run(
    self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    wanted = targets or self._graph_schema.target_names
    results: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
    try:
        for name, needs in _plan_of(self, wanted):
            # A node takes the name of what it needs for an input that was not given, as with dask.
            results[name] = self._instantiated_nodes[name](*(results.get(need, need) for need in needs))
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error
    return dict(results[name] for name in wanted)


def _plan_of(runner: DaskGraphRunner, targets: list[str]) -> list[Step]:
    plans = _PLANS.setdefault(runner, {})
    key = tuple(targets)
    if key not in plans:
        plans[key] = plan(runner._graph_schema, targets)  # noqa: SLF001
    return plans[key]

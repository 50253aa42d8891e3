"""A correction of what Rasa does when an action fails: the turn fails with it.

``MessageProcessor`` swallows what an action raises and goes on as if it had run without a word.
With the action server gone it tries one action after the other until its limit, and counts them
against every later message of the conversation too, which then never gets an answer again. A turn
that ends with the error is not saved: sent again, its message finds the conversation as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.processor import MessageProcessor


def install_failed_actions() -> None:
    """Raise what an action raised, but for a rejection, which is a form's way to say no."""
    run_action = MessageProcessor._run_action  # noqa: SLF001

    async def run_or_fail(self: MessageProcessor, action: Action, *args: Any, **kwargs: Any) -> bool:
        with _failures(action) as failures:
            goes_on: bool = await run_action(self, action, *args, **kwargs)
        if failures:
            raise failures[0]
        return goes_on

    MessageProcessor._run_action = run_or_fail  # noqa: SLF001


@contextmanager
def _failures(action: Action) -> Iterator[list[Exception]]:
    """What the action raises meanwhile, which its caller keeps to itself."""
    run, raised = action.run, []

    async def noting(*args: Any, **kwargs: Any) -> Any:
        try:
            return await run(*args, **kwargs)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            raised.append(error)
            raise

    action.run = noting
    try:
        yield raised
    finally:
        action.run = run

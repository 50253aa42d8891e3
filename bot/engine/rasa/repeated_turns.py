"""A message that comes again acts no second time: it waits for the turn that it began, or gets its reply.

Whoever hung up before the answer came does not know whether Rasa went on, and sends the message
again. Sanic cancels the work of a request whose client is gone, which may be in the middle of a turn.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any, Final

Answer = dict[str, Any]
Request = dict[str, Any]
Take = Callable[[], Coroutine[Any, Any, Answer]]
_REMEMBERED: Final = 256


class RepeatedTurns:
    """The turns of late, by conversation and message; one that failed is forgotten, to be taken anew."""

    def __init__(self) -> None:
        self._turns: OrderedDict[tuple[str, int, str], asyncio.Task[Answer]] = OrderedDict()

    def begin(self, request: Request, take: Take) -> asyncio.Task[Answer]:
        """A message's turn, the one that it began before if it comes again; shield it: it goes to its end."""
        if request.get("message") is None:
            return _begun(take)
        key = (request["conversation"], request["message"], request["text"])
        turn = self._turns.get(key)
        if turn is None or _has_failed(turn):
            turn = self._turns[key] = _begun(take)
        self._turns.move_to_end(key)
        while len(self._turns) > _REMEMBERED:
            self._turns.popitem(last=False)
        return turn

    def forget(self, conversation: str) -> None:
        """Forget what was said in a conversation."""
        for key in [key for key in self._turns if key[0] == conversation]:
            del self._turns[key]


def _begun(take: Take) -> asyncio.Task[Answer]:
    turn = asyncio.create_task(take())
    turn.add_done_callback(_has_failed)  # asyncio complains of failures that nobody has seen
    return turn


def _has_failed(turn: asyncio.Task[Answer]) -> bool:
    return turn.done() and (turn.cancelled() or turn.exception() is not None)

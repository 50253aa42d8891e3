"""The vector of the message that is being handled, where whoever sent the message knew it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from numpy import float32
from numpy.typing import NDArray

from knowledge.sentence_vector import unpack_vector

# Each message is handled in a task of its own, which has its own value.
_KNOWN: Final[ContextVar[tuple[str, Any]]] = ContextVar("known_vector", default=("", None))


@contextmanager
def known_vector(text: str, packed: Any) -> Iterator[None]:
    """Within, ``vector_of`` knows this text; ``packed`` is what ``pack_vector`` gave, or None."""
    token = _KNOWN.set((text, packed))
    try:
        yield
    finally:
        _KNOWN.reset(token)


def vector_of(text: str, encoder: str) -> NDArray[float32] | None:
    """The text's vector by this encoder; None when it is not known."""
    known, packed = _KNOWN.get()
    return unpack_vector(packed, encoder) if text == known else None

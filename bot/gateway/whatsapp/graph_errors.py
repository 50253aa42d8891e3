"""Which error of ours an answer of Meta's is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from bot.content import read_content
from bot.gateway.whatsapp.errors import (
    FAMILY,
    GraphError,
    NotDeliverable,
    OurBug,
    Retry,
    TokenRefused,
    Unreachable,
)
from bot.gateway.whatsapp.events import ApiError
from bot.gateway.whatsapp.fields import mapping
from bot.gateway.whatsapp.reports import read_error

_TABLE: Final = Path(__file__).with_name("graph_errors.yml")


def error_of_answer(status: int, body: object, *, after: float | None = None) -> GraphError:
    """The error that an answer with this HTTP status and JSON is; ``after`` is its Retry-After."""
    error = read_error(mapping(mapping(body).get("error")))
    family = _families().get(error.code) if error else None
    return _make(family or _family_of_status(status), error, f"HTTP {status}", after)


def error_of_report(error: ApiError) -> GraphError:
    """The error that a webhook reports of a message which had been accepted; unknown ones are final."""
    return _make(_families().get(error.code, NotDeliverable), error, "reported", None)


def _make(family: type[GraphError], error: ApiError | None, where: str, after: float | None) -> GraphError:
    # Meta's words may quote what was sent, so only the code is told.
    reason = f"{where}, code {error.code}" if error else where
    if family is Retry:
        return Retry(reason, error, after=after, pair=error is not None and error.code in _pair_codes())
    return family(reason, error)


def _family_of_status(status: int) -> type[GraphError]:
    if status in (401, 403):
        return TokenRefused
    if status in (425, 429):
        return Retry
    # A gateway of Meta's that gave up waiting does not know what became of the message either.
    return OurBug if 400 <= status < 500 and status != 408 else Unreachable


@cache
def _families() -> dict[int, type[GraphError]]:
    table = _read()
    return {code: family for name, family in FAMILY.items() for code in _codes(table[name])}


@cache
def _pair_codes() -> frozenset[int]:
    return frozenset(_codes(_read()["pair"]))


def _read() -> Mapping[str, Sequence[int | str]]:
    table: Mapping[str, Sequence[int | str]] = read_content(_TABLE)
    return table


def _codes(written: Sequence[int | str]) -> Iterator[int]:
    for entry in written:
        first, _, last = str(entry).partition("-")
        yield from range(int(first), int(last or first) + 1)

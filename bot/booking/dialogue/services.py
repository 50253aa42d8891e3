"""Which service a message names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.booking.dialogue.words import content, pattern, words
from knowledge.clinic import Service

_INITIAL = "initial-consultation"
_FIRST_TIME = "first-time"
_NEAR = 3


def read_service(folded: str, services: Mapping[str, Service]) -> str | None:
    """The service that a folded text asks for: the last that is named and not refused.

    "First time" alone asks for the initial consultation; beside another service it asks for that.
    """
    found = [(start, service) for service in services for start in _places(folded, services[service])]
    if found:
        named = {service for _, service in found}
        return _INITIAL if _INITIAL in named and not _is_corrected(folded, named) else max(found)[1]
    first = _INITIAL in services and pattern(_FIRST_TIME, "services").search(folded)
    return _INITIAL if first else None


def _places(folded: str, service: Service) -> list[int]:
    """Where a service is named without being refused."""
    named = _pattern(service.id, tuple(service.names.values()))
    return [match.start() for match in named.finditer(folded) if not _is_refused(folded[: match.start()])]


@lru_cache(maxsize=64)
def _pattern(service: str, names: tuple[str, ...]) -> re.Pattern[str]:
    listed = [words(service, "services").pattern] if service in content("services") else []
    return re.compile("|".join([*listed, *(re.escape(name.lower()) for name in names)]))


def _is_refused(before: str) -> bool:
    return any(match.end() >= len(before.rstrip()) for match in pattern("instead_of").finditer(before))


def _is_corrected(folded: str, named: set[str]) -> bool:
    return len(named) > 1 and pattern("instead_of").search(folded) is not None

"""The sentences of a message, each of which may be all that matters in it."""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.compile(r"(?<=[.!?。！？…\n])\s*")
_SHORTEST: Final = 4


def sentences(text: str) -> list[str]:
    """The sentences of a text that say something; none where there is one alone."""
    found = [part for part in _END.split(text) if len(part) >= _SHORTEST]
    return found if len(found) > 1 else []

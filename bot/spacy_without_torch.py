"""What is used of spaCy, loaded without torch.

spaCy takes torch in where it is installed, which takes seconds and 200 MB at the start of each
process; its word rules and tokenisers need none of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _as_if_not_installed(name: str) -> Iterator[None]:
    """Imports of a module fail meanwhile, unless it is loaded already."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


with _as_if_not_installed("torch"):
    from spacy import blank
    from spacy.language import Language as Pipeline
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Doc

__all__ = ["Doc", "Matcher", "PhraseMatcher", "Pipeline", "blank"]

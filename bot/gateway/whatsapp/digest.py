"""What is kept of Meta's ids."""

from __future__ import annotations

import hashlib


def digest(identifier: str) -> str:
    """A digest of an id; Meta's own ids of messages hold phone numbers."""
    return hashlib.sha256(identifier.encode()).hexdigest()

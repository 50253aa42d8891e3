"""Whether a webhook comes from Meta: its signature over the bytes as they came."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

HEADER: Final = "X-Hub-Signature-256"

_PREFIX: Final = "sha256="


class MissingSignature(Exception):
    """A request without a signature; answer 401."""

    def __init__(self) -> None:
        super().__init__(f"{HEADER} is missing; only Meta's own requests are taken")


def sign(secret: str, body: bytes) -> str:
    """The header's value for this body: ``sha256=`` and 64 hexadecimal digits."""
    return _PREFIX + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def is_signed(secret: str, body: bytes, header: str | None) -> bool:
    """Whether the header signs exactly these bytes; the time it takes tells nothing.

    Raises:
        MissingSignature: when there is no such header, or an empty one.
    """
    if not header:
        raise MissingSignature
    # aiohttp gives bytes that are not UTF-8 as lone surrogates.
    return hmac.compare_digest(sign(secret, body).encode(), header.encode("utf-8", "surrogateescape"))

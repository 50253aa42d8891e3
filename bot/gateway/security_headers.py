"""Headers that tell browsers what these pages may do."""

from __future__ import annotations

from typing import Final

from aiohttp import web

_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "meridian",
}


async def add_security_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Add the headers to every response; only assets, which say so themselves, are cached."""
    response.headers.update(_HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")

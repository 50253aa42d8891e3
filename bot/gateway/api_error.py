"""The one shape in which the gateway says that a request could not be served."""

from __future__ import annotations

import json

from aiohttp import web


class BadRequest(Exception):
    """A request that the contract does not allow; ``message`` never quotes it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


def error_response(
    status: int, code: str, message: str, headers: dict[str, str] | None = None
) -> web.Response:
    """``{"error": {"code", "message"}}`` with this status."""
    body = json.dumps({"error": {"code": code, "message": message}})
    return web.Response(status=status, text=body, content_type="application/json", headers=headers)

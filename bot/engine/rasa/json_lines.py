"""A request's body that is JSON, line by line as it arrives."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from sanic.request import Request


async def json_lines(request: Request) -> AsyncIterator[Any]:
    """What each line holds; the last one needs no end.

    Raises:
        ValueError: when a line is no JSON.
        sanic.exceptions.PayloadTooLarge: when the body is larger than Sanic allows others to be.
    """
    # Sanic takes any size where a body is read as it arrives.
    request.stream.request_max_size = request.app.config.REQUEST_MAX_SIZE
    begun = b""
    async for piece in request.stream:
        *lines, begun = (begun + piece).split(b"\n")
        for line in lines:
            yield json.loads(line)
    if begun:
        yield json.loads(begun)
